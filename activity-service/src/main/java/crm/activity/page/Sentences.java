package crm.activity.page;

import crm.activity.activity.ActivityView;
import crm.activity.activity.RescheduleKind;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.ui.form.Option;
import crm.ui.timeline.Entry;
import crm.ui.timeline.Entry.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says in Russian what the system and people did to a card. */
@Component
class Sentences {
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("LeadCreated", "world"),
            Map.entry("DealCreated", "briefcase"),
            Map.entry("StageChanged", "arrow-right"),
            Map.entry("ResponsibleAssigned", "user-check"),
            Map.entry("ResponsibleReleased", "user-off"),
            Map.entry("DealLinesChanged", "list"),
            Map.entry("PaymentReceived", "circle-check"),
            Map.entry("PaymentConfirmed", "circle-check"),
            Map.entry("PaymentVoided", "ban"),
            Map.entry("DocumentGenerated", "file-plus"),
            Map.entry("AcceptanceOverdue", "alert-triangle"),
            Map.entry("EnquiryRepeated", "repeat"));

    private final Employees employees;
    private final Problems words;

    Sentences(Employees employees, Problems words) {
        this.employees = employees;
        this.words = words;
    }

    Entry entry(ActivityView view) {
        JsonNode data = view.data();
        String event = view.event() == null ? "" : view.event();
        List<Piece> said = new ArrayList<>();
        String who = name(view.createdBy());
        if (!who.isEmpty()) {
            said.add(Piece.words(who + ": "));
        }
        switch (event) {
            case "StageChanged" -> {
                String kind = data.path("kind").asString("lead");
                said.add(Piece.words("стадия "));
                said.add(Piece.stage(kind, data.path("from").asString("")));
                said.add(Piece.words(" → "));
                said.add(Piece.stage(kind, data.path("to").asString("")));
                String reason = data.path("reason").asString("");
                if (!reason.isEmpty()) {
                    said.add(Piece.words(", " + words.words(kind + ".reason." + reason)));
                }
            }
            case "ResponsibleAssigned" -> {
                String why = data.path("why").asString("");
                said.add(Piece.words("ответственный — " + named(data, "to") + (why.isEmpty() ? "" : " (" + why + ")")));
            }
            case "AcceptanceOverdue" ->
                said.add(Piece.words(words.words(
                        "entry.AcceptanceOverdue",
                        named(data, "responsibleId"),
                        data.path("minutes").asInt())));
            case "EnquiryRepeated" ->
                said.add(Piece.words(words.words(
                        "entry.EnquiryRepeated." + data.path("origin").asString(""))));
            case "ResponsibleReleased" ->
                said.add(Piece.words((data.path("why").asString("").equals("dismissal")
                                ? "ответственный уволен: "
                                : "ответственный снят: ")
                        + named(data, "employeeId")));
            case "DealLinesChanged" -> said.add(Piece.words("состав сделки, сумма " + amount(data.path("total"))));
            case "PaymentReceived" ->
                said.add(Piece.words(words.words(
                        data.path("confirmed").asBoolean() ? "entry.payment.confirmed" : "entry.payment.said",
                        amount(data.path("amount")),
                        data.path("document").asString(""))));
            case "PaymentConfirmed" -> said.add(Piece.words("оплата подтверждена, " + amount(data.path("amount"))));
            case "PaymentVoided" -> said.add(Piece.words("оплата аннулирована, " + amount(data.path("amount"))));
            case "DocumentGenerated" -> {
                said.add(Piece.words(words.words("entry.DocumentGenerated") + ": "));
                said.add(document(data));
            }
            case "DocumentRevised" -> {
                int version = data.path("version").asInt();
                said.add(Piece.words(words.words("entry.DocumentRevised", version) + ": "));
                said.add(document(data));
            }
            case "LeadUpdated", "DealUpdated", "ContactUpdated", "CompanyUpdated" ->
                said.add(Piece.words("изменено: " + fields(data)));
            case "LeadCreated" ->
                said.add(Piece.words(
                        words.words("entry.lead." + data.path("origin").asString(""))));
            default -> said.add(Piece.words(words.words("entry." + event)));
        }
        return Entry.system(
                view.id(), ICONS.getOrDefault(event, "pencil"), view.createdAt(), said.toArray(Piece[]::new));
    }

    /** «Договор SEO № SEO-2026-0017», which leads to it. */
    private Piece document(JsonNode data) {
        String name = words.words(
                "entry.document." + data.path("kind").asString(""),
                data.path("number").asString(""));
        return Piece.link(name, "/documents/" + data.path("document").asString(""));
    }

    /** The sum an entry about a deal's lines tells of. */
    String total(ActivityView view) {
        return amount(view.data().path("total"));
    }

    String type(String code) {
        return words.words("activity." + code);
    }

    String stage(String kind, String code) {
        return words.words(kind + ".stage." + code);
    }

    Option option(RescheduleKind kind) {
        return Option.of(kind.code(), words.words("reschedule." + kind.code()));
    }

    private String named(JsonNode data, String field) {
        String name = name(data.path(field).asString(""));
        return name.isEmpty() ? "сотрудник" : name;
    }

    String name(String employeeId) {
        return employees.find(employeeId).map(Employee::fullName).orElse("");
    }

    private static String amount(JsonNode money) {
        String amount = money.path("amount").asString("0.00");
        String rubles = amount.substring(0, amount.length() - 3).replaceAll("\\B(?=(\\d{3})+$)", "\u00a0");
        return rubles + "," + amount.substring(amount.length() - 2) + "\u00a0₽";
    }

    private String fields(JsonNode data) {
        List<String> names = new ArrayList<>();
        data.path("changes")
                .forEach(change -> names.add(
                        words.words("entry.field." + change.path("field").asString(""))));
        return String.join(", ", names);
    }
}
