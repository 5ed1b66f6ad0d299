package crm.reporting.funnel;

import crm.reporting.funnel.Card.Stay;
import crm.reporting.funnel.Tally.Figures;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a filter.
 *
 * <ul>
 *   <li><b>Entered</b> a stage: cards that entered it at least once in the period, each once. A lead enters NEW, a deal
 *       PREPARING_OFFER, when it appears; a rollback enters again.
 *   <li><b>Went on:</b> how many of these stood in any later stage of the funnel at any time after their first entry in the period,
 *       whoever led them there; a skipped stage counts as passed, a refusal does not. <b>Conversion</b> is their share.
 *   <li><b>Median:</b> of the stays that ended in the period, exact to the millisecond.
 *   <li><b>Leads, converted, won:</b> the leads that appeared in the period; how many of them are deals now; how many of
 *       these deals stand in WON now.
 *   <li>A figure belongs to the employee {@link Card.Stay#owner} names and to the department he was in at the entry, to the source and
 *       the city the card has now, to the month of the entry (a median: of the end).
 * </ul>
 *
 * A card may stand in several groups, so the groups may add up to more than the totals.
 *
 * @param groups by their keys, {@link Filter#NONE} for «without»; empty without grouping
 */
record Funnel(
        Map<String, Figures> groups,
        Figures totals,
        @Nullable Instant asOf) {

    /** Where cards come to be counted. */
    private interface Seen {
        void entered(Card card, int stay);

        void finished(Card card, int stay);
    }

    static Funnel of(Filter filter, Cards.View view) {
        Tally totals = new Tally();
        Map<String, Tally> groups = new HashMap<>();
        Map<Long, String> months = new HashMap<>();
        GroupBy by = filter.groupBy();
        walk(filter, view, new Seen() {
            @Override
            public void entered(Card card, int stay) {
                totals.entered(card, stay, view);
                if (by != null) {
                    group(card, stay, card.stays().get(stay).entered()).entered(card, stay, view);
                }
            }

            @Override
            public void finished(Card card, int stay) {
                Stay ended = card.stays().get(stay);
                totals.finished(ended);
                if (by != null) {
                    group(card, stay, ended.left()).finished(ended);
                }
            }

            private Tally group(Card card, int stay, long at) {
                Stay of = card.stays().get(stay);
                String key = switch (by) {
                    case EMPLOYEE -> of.owner();
                    case DEPARTMENT -> view.departments().of(of.owner(), of.entered());
                    case SOURCE -> card.source();
                    case CITY -> card.city();
                    case MONTH -> month(at);
                };
                return groups.computeIfAbsent(key == null ? Filter.NONE : key, missing -> new Tally());
            }

            private String month(long at) {
                // a quarter of an hour lies in one month in every zone
                return months.computeIfAbsent(
                        Math.floorDiv(at, 900_000L),
                        quarter -> YearMonth.from(Instant.ofEpochMilli(at).atZone(filter.zone()))
                                .toString());
            }
        });
        Map<String, Figures> figures = new HashMap<>();
        groups.forEach((key, tally) -> figures.put(key, tally.figures()));
        return new Funnel(figures, totals.figures(), view.asOf());
    }

    private static void walk(Filter filter, Cards.View view, Seen seen) {
        long begins = filter.begins();
        long ends = filter.ends();
        for (Card card : view.cards()) {
            if (!filter.takes(card)) {
                continue;
            }
            List<Stay> stays = card.stays();
            for (int i = 0; i < stays.size(); i++) {
                Stay stay = stays.get(i);
                boolean entered = stay.entered() >= begins && stay.entered() < ends;
                boolean finished = stay.left() >= begins && stay.left() < ends;
                if ((entered || finished) && filter.takes(stay, view.departments())) {
                    if (entered) {
                        seen.entered(card, i);
                    }
                    if (finished) {
                        seen.finished(card, i);
                    }
                }
            }
        }
    }

    /** Which figure of a stage is asked about. */
    enum Figure {
        ENTERED("entered"),
        WENT_ON("wentOn"),
        FINISHED("finished"),
        CONVERTED("converted"),
        WON("won");

        private final String code;

        Figure(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        /** @throws IllegalArgumentException for anything else */
        static Figure of(String code) {
            for (Figure figure : values()) {
                if (figure.code.equals(code)) {
                    return figure;
                }
            }
            throw new IllegalArgumentException(code);
        }
    }

    /** A card behind a figure, with the stay that is counted. */
    record Behind(Card card, Stay stay) {}

    /** Exactly the cards a figure counts; a card stands for each of its ended stays behind a median. */
    static List<Behind> behind(Filter filter, Stage stage, Figure figure, Cards.View view) {
        List<Behind> cards = new ArrayList<>();
        walk(filter, view, new Seen() {
            private @Nullable Card last;

            @Override
            public void entered(Card card, int stay) {
                if (card.stays().get(stay).stage() != stage || last == card) {
                    return;
                }
                last = card;
                boolean counted = switch (figure) {
                    case ENTERED -> true;
                    case WENT_ON -> card.wentOnFrom(stay);
                    case CONVERTED -> Tally.becameDeal(card);
                    case WON -> view.won(card);
                    case FINISHED -> false;
                };
                if (counted) {
                    cards.add(new Behind(card, card.stays().get(stay)));
                }
            }

            @Override
            public void finished(Card card, int stay) {
                if (figure == Figure.FINISHED && card.stays().get(stay).stage() == stage) {
                    cards.add(new Behind(card, card.stays().get(stay)));
                }
            }
        });
        return cards;
    }
}
