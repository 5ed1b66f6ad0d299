package crm.reporting.funnel;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.reporting.funnel.Filters.Cell;
import crm.reporting.funnel.Funnel.Behind;
import crm.reporting.history.Histories;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers for the API, the page and the sheet: the same figures from one place. */
@Service
class Reports {
    private final Cards cards;
    private final Filters filters;
    private final Labels labels;
    private final Histories histories;

    Reports(Cards cards, Filters filters, Labels labels, Histories histories) {
        this.cards = cards;
        this.filters = filters;
        this.labels = labels;
        this.histories = histories;
    }

    /** A filter with its figures. */
    record Answer(Filter filter, FunnelView report, Set<String> departments) {}

    Answer funnel(Query query, By by) {
        Cards.View view = cards.now();
        Set<String> departments = departments(view);
        Filter filter = filters.read(query, by, departments, Set.of());
        return new Answer(filter, FunnelView.of(filter, Funnel.of(filter, view), labels), departments);
    }

    private static Set<String> departments(Cards.View view) {
        return view.book().reading(view.book().departments::all);
    }

    /**
     * A card behind a figure.
     *
     * @param id null, like the title, when the reader may not see the card any more: it has gone to somebody else
     * @param enteredAt of the stay that is counted
     * @param leftAt null while the card stands there
     * @param stage where the card stands now
     */
    record CardRow(
            String kind,
            @Nullable String id,
            @Nullable String title,
            @Nullable String stage,
            @Nullable String responsibleId,
            Instant enteredAt,
            @Nullable Instant leftAt,
            @Nullable BigDecimal seconds) {}

    /** The cards behind a figure, the last to enter first. */
    record CardsAnswer(
            Filter filter,
            Cell cell,
            Page<CardRow> page,
            @Nullable Instant asOf) {}

    CardsAnswer behind(Query query, By by) {
        Cards.View view = cards.now();
        Filter filter = filters.read(query, by, departments(view), Filters.CELL);
        Cell cell = filters.cell(query);
        Comparator<Behind> order =
                Comparator.comparingLong(Behind::entered).reversed().thenComparing(Behind::id);
        List<Behind> all = Funnel.behind(filter, cell.stage(), cell.figure(), view).stream()
                .sorted(order)
                .toList();
        int limit = query.limit();
        Cursor after = query.one("cursor", Cursor::parse).orElse(null);
        List<Behind> shown = all.stream()
                .filter(behind -> after == null || after.isBefore(behind))
                .limit(limit + 1L)
                .toList();
        boolean more = shown.size() > limit;
        List<Behind> page = more ? shown.subList(0, limit) : shown;
        Map<String, String> titles = histories.titles(
                view.book().generation(),
                page.stream()
                        .filter(behind -> seen(behind, by))
                        .map(Behind::subject)
                        .toList());
        return new CardsAnswer(
                filter,
                cell,
                new Page<>(
                        page.stream()
                                .map(behind -> row(behind, cell.stage().kind(), seen(behind, by), titles))
                                .toList(),
                        more ? Cursor.of(page.getLast()).toString() : null,
                        all.size(),
                        false),
                view.asOf());
    }

    /** P-2: a figure stays whose it was; the card is shown to whoever may see it now. */
    private static boolean seen(Behind card, By by) {
        return by.leads() || by.id().equals(card.responsible());
    }

    private static CardRow row(Behind card, Stage.Kind kind, boolean seen, Map<String, String> titles) {
        boolean left = card.left() != Card.OPEN;
        return new CardRow(
                kind.code(),
                seen ? card.id() : null,
                seen ? titles.get(card.subject()) : null,
                seen && card.now() != null ? card.now().code() : null,
                seen ? card.responsible() : null,
                Instant.ofEpochMilli(card.entered()),
                left ? Instant.ofEpochMilli(card.left()) : null,
                left ? BigDecimal.valueOf(Card.lasted(card.entered(), card.left()), 3) : null);
    }

    /** The last row shown; stable while cards are added. */
    private record Cursor(long entered, String id) {
        static Cursor of(Behind behind) {
            return new Cursor(behind.entered(), behind.id());
        }

        static Cursor parse(String text) {
            int dot = text.indexOf('.');
            if (dot < 1) {
                throw Refusals.malformed("cursor", text);
            }
            return new Cursor(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
        }

        boolean isBefore(Behind behind) {
            return behind.entered() < entered
                    || behind.entered() == entered && behind.id().compareTo(id) > 0;
        }

        @Override
        public String toString() {
            return entered + "." + id;
        }
    }
}
