package crm.reporting.funnel;

import crm.reporting.funnel.Tally.Figures;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** What is done about the stays that began or ended in the period. */
    private interface Seen {
        void entered(int stay);

        void finished(int stay);
    }

    static Funnel of(Filter filter, Cards.View view) {
        Book book = view.book();
        return book.reading(() -> {
            Tally totals = new Tally(book);
            Grouping grouping = filter.groupBy() == null ? null : Grouping.of(filter, filter.groupBy(), book);
            walk(filter, book, new Seen() {
                @Override
                public void entered(int stay) {
                    totals.entered(stay);
                    if (grouping != null) {
                        grouping.tally(stay, book.entered(stay)).entered(stay);
                    }
                }

                @Override
                public void finished(int stay) {
                    totals.finished(stay);
                    if (grouping != null) {
                        grouping.tally(stay, book.left(stay)).finished(stay);
                    }
                }
            });
            return new Funnel(grouping == null ? Map.of() : grouping.figures(), totals.figures(), view.asOf());
        });
    }

    private static void walk(Filter filter, Book book, Seen seen) {
        long begins = filter.begins();
        long ends = filter.ends();
        boolean[] owners = book.people.among(filter.employees());
        boolean[] sources = book.sources.among(filter.sources());
        boolean[] cities = book.cities.among(filter.cities());
        boolean[] departments = book.departments.names().among(filter.departments());
        Departments.Times[] times = departments == null ? null : times(book);
        for (int stay = 0; stay < book.stays(); stay++) {
            long at = book.entered(stay);
            long left = book.left(stay);
            boolean entered = at >= begins && at < ends;
            boolean finished = left >= begins && left < ends;
            if ((entered || finished)
                    && !book.isGone(stay)
                    && (owners == null || owners[book.owner(stay)])
                    && (sources == null || sources[book.source(book.card(stay))])
                    && (cities == null || cities[book.city(book.card(stay))])
                    && (times == null || departments[times[book.owner(stay)].at(at)])) {
                if (entered) {
                    seen.entered(stay);
                }
                if (finished) {
                    seen.finished(stay);
                }
            }
        }
    }

    /** By the owners' numbers. */
    private static Departments.Times[] times(Book book) {
        Departments.Times[] times = new Departments.Times[book.people.size()];
        Arrays.setAll(times, owner -> book.departments.of(book.people.text(owner)));
        return times;
    }

    /** Which group a stay counts in: a number by the stay and the moment it is counted at. */
    private record Grouping(Book book, Tally[] tallies, Names keys, Which which) {

        private interface Which {
            int group(int stay, long at);
        }

        static Grouping of(Filter filter, GroupBy by, Book book) {
            return switch (by) {
                case EMPLOYEE -> of(book, book.people, (stay, at) -> book.owner(stay));
                case SOURCE -> of(book, book.sources, (stay, at) -> book.source(book.card(stay)));
                case CITY -> of(book, book.cities, (stay, at) -> book.city(book.card(stay)));
                case DEPARTMENT -> {
                    Departments.Times[] times = times(book);
                    yield of(
                            book,
                            book.departments.names(),
                            (stay, at) -> times[book.owner(stay)].at(book.entered(stay)));
                }
                case MONTH -> months(filter, book);
            };
        }

        private static Grouping of(Book book, Names keys, Which which) {
            return new Grouping(book, new Tally[keys.size()], keys, which);
        }

        private static Grouping months(Filter filter, Book book) {
            Names keys = new Names();
            List<Long> begins = new ArrayList<>();
            for (YearMonth month = YearMonth.from(filter.from());
                    !month.isAfter(YearMonth.from(filter.to()));
                    month = month.plusMonths(1)) {
                keys.number(month.toString());
                begins.add(
                        month.atDay(1).atStartOfDay(filter.zone()).toInstant().toEpochMilli());
            }
            long[] sorted = begins.stream().mapToLong(Long::longValue).toArray();
            return of(book, keys, (stay, at) -> {
                int found = Arrays.binarySearch(sorted, at);
                // not found: the place it would be put at, one after the month it is in
                return found >= 0 ? found + 1 : -found - 1;
            });
        }

        Tally tally(int stay, long at) {
            int group = which.group(stay, at);
            if (tallies[group] == null) {
                tallies[group] = new Tally(book);
            }
            return tallies[group];
        }

        Map<String, Figures> figures() {
            Map<String, Figures> figures = new HashMap<>();
            for (int group = 0; group < tallies.length; group++) {
                if (tallies[group] != null) {
                    figures.put(keys.key(group), tallies[group].figures());
                }
            }
            return figures;
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

    /**
     * A card behind a figure, with the stay that is counted.
     *
     * @param left {@link Card#OPEN} while it lasts
     * @param now where the card stands
     */
    record Behind(
            String subject,
            @Nullable String responsible,
            @Nullable Stage now,
            long entered,
            long left) {
        String id() {
            return subject.substring(subject.indexOf('/') + 1);
        }
    }

    /** Exactly the cards a figure counts; a card stands for each of its ended stays behind a median. */
    static List<Behind> behind(Filter filter, Stage stage, Figure figure, Cards.View view) {
        Book book = view.book();
        return book.reading(() -> {
            List<Behind> cards = new ArrayList<>();
            walk(filter, book, new Seen() {
                private int last = -1;

                @Override
                public void entered(int stay) {
                    int card = book.card(stay);
                    if (book.stage(stay) != stage || last == card) {
                        return;
                    }
                    last = card;
                    boolean counted = switch (figure) {
                        case ENTERED -> true;
                        case WENT_ON -> book.wentOn(stay);
                        case CONVERTED -> book.becameDeal(card);
                        case WON -> book.won(card);
                        case FINISHED -> false;
                    };
                    if (counted) {
                        cards.add(behind(book, stay));
                    }
                }

                @Override
                public void finished(int stay) {
                    if (figure == Figure.FINISHED && book.stage(stay) == stage) {
                        cards.add(behind(book, stay));
                    }
                }
            });
            return cards;
        });
    }

    private static Behind behind(Book book, int stay) {
        int card = book.card(stay);
        return new Behind(
                book.subject(card), book.responsible(card), book.present(card), book.entered(stay), book.left(stay));
    }
}
