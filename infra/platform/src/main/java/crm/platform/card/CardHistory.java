package crm.platform.card;

import crm.events.CardKind;
import crm.events.FieldChange;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.ui.Ru;
import crm.ui.record.Change;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import tools.jackson.databind.JsonNode;

/** What happened to a lead or deal: for the API with all values, for its page in words. */
public final class CardHistory {
    private final CardKind kind;
    private final Employees employees;
    private final Problems problems;
    private final Ru ru;
    private final FieldWords words;

    /** How a field's value is said: a city by its name, a contact by his. */
    public interface FieldWords {
        String of(String field, String value);
    }

    public CardHistory(CardKind kind, Employees employees, Problems problems, Ru ru, FieldWords words) {
        this.kind = kind;
        this.employees = employees;
        this.problems = problems;
        this.ru = ru;
        this.words = words;
    }

    /**
     * One thing that happened.
     *
     * @param by an employee's id, or {@code system}
     * @param event the event's name, as other systems know it
     * @param data the event's own
     * @param comment what was said about it; other systems are not told
     * @param changes fields with their values, also those other systems are told by name only
     */
    public record Entry(
            Instant at,
            String by,
            String event,
            JsonNode data,
            @Nullable String comment,
            List<FieldChange> changes) {}

    public static Entry told(History.Entry entry) {
        return new Entry(
                entry.at(),
                entry.by(),
                entry.event(),
                entry.data(),
                entry.unseen().comment(),
                changes(entry));
    }

    private static List<FieldChange> changes(History.Entry entry) {
        Map<String, FieldChange> own =
                entry.unseen().changes().stream().collect(Collectors.toMap(FieldChange::field, change -> change));
        List<FieldChange> changes = new ArrayList<>();
        for (JsonNode change : entry.data().path("changes")) {
            String field = change.path("field").asString("");
            changes.add(own.getOrDefault(field, new FieldChange(field, value(change, "from"), value(change, "to"))));
        }
        return changes;
    }

    private static @Nullable Object value(JsonNode change, String end) {
        JsonNode value = change.path(end);
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).toList();
        }
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    /** How contacts and companies are called that the entries name: asked for in one call. */
    public static FieldWords names(List<History.Entry> entries, References references, By by) {
        Set<String> contacts = new LinkedHashSet<>();
        Set<String> companies = new LinkedHashSet<>();
        for (History.Entry entry : entries) {
            for (FieldChange change : changes(entry)) {
                Set<String> named = switch (change.field()) {
                    case "contactIds" -> contacts;
                    case "companyId" -> companies;
                    default -> new LinkedHashSet<>();
                };
                Stream.of(change.from(), change.to())
                        .flatMap(value -> value instanceof List<?> many ? many.stream() : Stream.ofNullable(value))
                        .forEach(id -> named.add(id.toString()));
            }
        }
        var labels = references.labels(by.id(), contacts, companies);
        return (field, value) -> labels.containsKey(value) ? labels.get(value).label() : value;
    }

    /**
     * A page of it as the fragment that draws it.
     *
     * @param url where the next page comes from
     */
    public String draw(Page<History.Entry> page, String url, Model model) {
        model.addAttribute("changes", lines(page.items()));
        model.addAttribute("more", page.nextCursor() == null ? null : url + "?cursor=" + page.nextCursor());
        return "kit/record :: history(changes=${changes},more=${more})";
    }

    /** As lines of a page; what only machines need is left out. */
    private List<Change> lines(List<History.Entry> entries) {
        return entries.stream().flatMap(entry -> lines(entry).stream()).toList();
    }

    private List<Change> lines(History.Entry entry) {
        JsonNode data = entry.data();
        return switch (entry.event()) {
            case "LeadCreated", "DealCreated" ->
                List.of(line(entry, "created", null, data.path("title").asString("")));
            case "LeadUpdated", "DealUpdated" ->
                changes(entry).stream()
                        .map(change -> line(
                                entry,
                                change.field(),
                                said(change.field(), change.from()),
                                said(change.field(), change.to())))
                        .toList();
            case "StageChanged" ->
                List.of(line(entry, "stage", stage(data.path("from")), stage(data.path("to")) + reason(data)));
            case "ResponsibleAssigned" ->
                List.of(line(entry, "responsibleId", name(data.path("from")), name(data.path("to"))));
            case "ResponsibleReleased" -> List.of(line(entry, "responsibleId", name(data.path("employeeId")), null));
            case "DealLinesChanged" ->
                List.of(line(entry, "lines", sum(data.path("previousTotal")), sum(data.path("total"))));
            case "PaymentReceived" ->
                List.of(line(
                        entry,
                        data.path("confirmed").asBoolean() ? "payment.confirmed" : "payment",
                        null,
                        sum(data.path("amount")) + ", " + data.path("document").asString("") + " от "
                                + ru.date(LocalDate.parse(data.path("paidOn").asString()))));
            case "PaymentConfirmed" -> List.of(line(entry, "payment.confirmed", null, sum(data.path("amount"))));
            case "PaymentVoided" -> List.of(line(entry, "payment.void", sum(data.path("amount")), null));
            default -> List.of();
        };
    }

    private Change line(History.Entry entry, String field, @Nullable String from, @Nullable String to) {
        return new Change(
                entry.at(),
                who(entry.by()),
                problems.words("history." + field),
                from,
                to,
                entry.unseen().comment());
    }

    private String who(String id) {
        String name = employees.nameOf(id);
        return name.isEmpty() ? problems.words("history.by.system") : name;
    }

    private @Nullable String said(String field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> many when many.isEmpty() -> null;
            case List<?> many ->
                many.stream().map(one -> words.of(field, one.toString())).collect(Collectors.joining(", "));
            default -> words.of(field, value.toString());
        };
    }

    private String stage(JsonNode code) {
        return problems.words(kind.code() + ".stage." + code.asString(""));
    }

    private String reason(JsonNode data) {
        String reason = data.path("reason").asString("");
        return reason.isEmpty() ? "" : ": " + problems.words(kind.code() + ".reason." + reason);
    }

    private @Nullable String name(JsonNode employee) {
        return employee.isNull() || employee.isMissingNode() ? null : employees.nameOf(employee.asString());
    }

    private String sum(JsonNode money) {
        return ru.sum(new BigDecimal(money.path("amount").asString("0")));
    }
}
