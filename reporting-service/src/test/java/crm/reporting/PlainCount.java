package crm.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The funnel counted as one would by hand from the journal: for every figure all cards are looked through anew. Nothing of the
 * service's code is used.
 */
public final class PlainCount {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final List<String> LEAD = List.of("NEW", "IN_WORK", "QUALIFICATION", "CONVERTED");
    private static final List<String> DEAL =
            List.of("PREPARING_OFFER", "PRESENTING_OFFER", "DECIDING", "CONTRACT", "WON");

    private final Map<String, List<Told>> cards;
    private final Map<String, List<Step>> steps = new LinkedHashMap<>();
    private final Map<String, @Nullable String> sources = new LinkedHashMap<>();

    /** A stay: {@code left} null while it lasts. */
    private record Step(
            String stage,
            Instant entered,
            @Nullable Instant left,
            @Nullable String owner) {}

    public PlainCount(List<Told> journal) {
        cards = RandomSales.byCard(journal);
        cards.forEach((subject, events) -> {
            steps.put(subject, steps(events));
            sources.put(subject, source(events));
        });
    }

    private static List<Step> steps(List<Told> events) {
        List<Told> moves = events.stream()
                .filter(event ->
                        event.type().endsWith("Created") || event.type().equals("StageChanged"))
                .toList();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            Told move = moves.get(i);
            Told next = i + 1 < moves.size() ? moves.get(i + 1) : null;
            String stage = switch (move.type()) {
                case "LeadCreated" -> "NEW";
                case "DealCreated" -> "PREPARING_OFFER";
                default -> (String) move.data().get("to");
            };
            String owner = responsibleAfter(events, move.sequence());
            for (Told event : events) {
                boolean during =
                        event.sequence() > move.sequence() && (next == null || event.sequence() < next.sequence());
                if (owner == null && during) {
                    owner = responsibleAfter(events, event.sequence());
                }
            }
            steps.add(new Step(stage, move.at(), next == null ? null : next.at(), owner));
        }
        return steps;
    }

    private static @Nullable String responsibleAfter(List<Told> events, long sequence) {
        String responsible = null;
        for (Told event : events) {
            if (event.sequence() <= sequence) {
                responsible = switch (event.type()) {
                    case "LeadCreated", "DealCreated" -> (String) event.data().get("responsibleId");
                    case "ResponsibleAssigned" -> (String) event.data().get("to");
                    case "ResponsibleReleased" -> null;
                    default -> responsible;
                };
            }
        }
        return responsible;
    }

    private static @Nullable String source(List<Told> events) {
        String source = null;
        for (Told event : events) {
            if (event.data().containsKey("source")) {
                source = (String) event.data().get("source");
            }
        }
        return source;
    }

    /**
     * The lines of the report as texts: {@code lead NEW entered wentOn conversion finished median}.
     *
     * @param employee null: any
     * @param source null: any, {@code none}: without
     */
    public List<String> lines(LocalDate from, LocalDate to, @Nullable String employee, @Nullable String source) {
        List<String> lines = new ArrayList<>();
        for (String kind : List.of("lead", "deal")) {
            List<String> order = new ArrayList<>(kind.equals("lead") ? LEAD : DEAL);
            order.add("REJECTED");
            order.forEach(stage -> lines.add(line(kind, stage, from, to, employee, source)));
        }
        return lines;
    }

    private String line(
            String kind,
            String stage,
            LocalDate from,
            LocalDate to,
            @Nullable String employee,
            @Nullable String source) {
        Predicate<Instant> inPeriod = at -> {
            LocalDate day = at.atZone(MOSCOW).toLocalDate();
            return !day.isBefore(from) && !day.isAfter(to);
        };
        List<String> order = kind.equals("lead") ? LEAD : DEAL;
        boolean last = !order.contains(stage) || stage.equals(order.getLast());
        Set<String> later = last ? Set.of() : new HashSet<>(order.subList(order.indexOf(stage) + 1, order.size()));
        Set<String> entered = new HashSet<>();
        Set<String> wentOn = new HashSet<>();
        List<Long> lasted = new ArrayList<>();
        steps.forEach((subject, of) -> {
            if (!subject.startsWith(kind + "/")
                    || source != null && !source.equals(sources.get(subject) == null ? "none" : sources.get(subject))) {
                return;
            }
            for (int i = 0; i < of.size(); i++) {
                Step step = of.get(i);
                if (!step.stage().equals(stage) || employee != null && !employee.equals(step.owner())) {
                    continue;
                }
                if (inPeriod.test(step.entered())
                        && entered.add(subject)
                        && of.subList(i + 1, of.size()).stream().anyMatch(next -> later.contains(next.stage()))) {
                    wentOn.add(subject);
                }
                if (step.left() != null && inPeriod.test(step.left())) {
                    lasted.add(step.left().toEpochMilli() - step.entered().toEpochMilli());
                }
            }
        });
        String conversion = last || entered.isEmpty()
                ? "null"
                : BigDecimal.valueOf(wentOn.size())
                        .divide(BigDecimal.valueOf(entered.size()), 4, RoundingMode.HALF_UP)
                        .toPlainString();
        return "%s %s %d %s %s %d %s"
                .formatted(
                        kind,
                        stage,
                        entered.size(),
                        last ? "null" : String.valueOf(wentOn.size()),
                        conversion,
                        lasted.size(),
                        median(lasted));
    }

    private static String median(List<Long> lasted) {
        if (lasted.isEmpty()) {
            return "null";
        }
        List<Long> sorted = lasted.stream().sorted().toList();
        int half = sorted.size() / 2;
        BigDecimal middle = sorted.size() % 2 == 1
                ? BigDecimal.valueOf(sorted.get(half))
                : BigDecimal.valueOf(sorted.get(half - 1) + sorted.get(half)).divide(BigDecimal.TWO);
        return middle.movePointLeft(3).setScale(4).toPlainString();
    }
}
