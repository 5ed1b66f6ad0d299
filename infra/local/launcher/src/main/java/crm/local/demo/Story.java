package crm.local.demo;

import crm.local.demo.Caller.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What becomes of one enquiry: a lead, perhaps a deal, everything said and planned on the way. */
final class Story {
    private static final int DAY = 540; // minutes of work
    private static final List<String> MANAGERS = List.of("manager1", "manager2", "manager3");
    private static final List<String> SOURCES = List.of(
            "REFERRAL",
            "FORMER_CLIENT",
            "OUTBOUND_CALL",
            "EVENT",
            "MAILING",
            "SOCIAL",
            "DIRECTOR",
            "PARTNER",
            "SOCIAL",
            "REFERRAL");
    private static final List<String> CITIES = List.of("MOW", "MOW", "SPB", "EKB", "KZN", "NSK");
    private static final List<String> LEAD_REASONS = List.of(
            "MIN_BUDGET",
            "UNREACHABLE",
            "NOT_A_LEAD",
            "EXISTING_CLIENT",
            "MISINFORMED",
            "FORCED_BY_CALL_CENTER",
            "REFUSES_SITE_WORK",
            "WRONG_INBOUND",
            "MIN_BUDGET",
            "UNWANTED_SERVICE",
            "OFFER_POSTPONED",
            "TOO_SMALL",
            "UNREACHABLE",
            "UNSUPPORTED_SITE",
            "NO_DELEGATION",
            "MAGIC_PILL",
            "INADEQUATE",
            "BAD_REPUTATION",
            "STARTUP",
            "INDIVIDUAL",
            "OTHER");
    private static final List<String> DEAL_REASONS = List.of(
            "BUDGET",
            "PRICE_COMPETITOR",
            "REFUSES_SITE_WORK",
            "NO_DELEGATION",
            "MAGIC_PILL",
            "INADEQUATE",
            "BAD_REPUTATION",
            "POSTPONED",
            "BUDGET",
            "GUARANTEES",
            "NO_DECISION_MAKER",
            "RECOMMENDED_COMPETITOR",
            "ALL_GOOD",
            "UNCONVINCED",
            "OTHER");
    private static final List<String> PRODUCTS = List.of(
            "CUSTOM_SITE",
            "SEO",
            "CONTEXT",
            "TEMPLATE_SITE",
            "AUDIT",
            "CONTENT",
            "TILDA_SITE",
            "SMM",
            "TARGET",
            "TRAINING",
            "NON_STANDARD");
    private static final List<String> NEXT_TYPES = List.of("CALL", "MEETING", "ONLINE_MEETING", "TASK", "CALL");
    private static final List<String> DEAL_STAGES = List.of("PRESENTING_OFFER", "DECIDING", "CONTRACT");
    private static final List<String> SUFFIXES =
            List.of("", " Групп", " Трейд", " Сервис", " Юг", " Урал", " Инвест", " Про", " Центр", " Регион");
    private static final List<String> CODES = List.of("903", "905", "916", "926", "985");

    private final Department department;
    private final Caller caller;
    private final int number;
    private final Random random;
    private final String task;
    private String manager = "";
    private String card = "";
    private @Nullable String companyId;
    private Instant now = Instant.EPOCH;

    Story(Department department, int number, Random random) {
        this.department = department;
        this.caller = department.caller();
        this.number = number;
        this.random = random;
        this.task = Phrases.any(Phrases.TASKS, random);
    }

    private String company() {
        int names = Phrases.COMPANIES.size();
        return Phrases.COMPANIES.get(number % names) + SUFFIXES.get(number / names % SUFFIXES.size());
    }

    private String person() {
        return Phrases.any(Phrases.SURNAMES, random) + " " + Phrases.any(Phrases.NAMES, random);
    }

    private String phone() {
        return "+7 " + CODES.get(number % CODES.size()) + " " + (1_000_000 + number * 7919 % 8_999_999);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void then(int fromMinutes, int toMinutes, Runnable work) {
        Instant time = Department.later(now, fromMinutes + random.nextInt(toMinutes - fromMinutes));
        department.at(time, () -> {
            now = time;
            work.run();
        });
    }

    private boolean ok(String command, Answer answer) {
        if (!answer.ok()) {
            department.refused(command, answer);
        }
        return answer.ok();
    }

    /** Where it all begins, then. */
    void arrive(Instant time) {
        now = time;
        int way = random.nextInt(100);
        if (way < 25) {
            fromSite();
        } else if (way < 40) {
            fromCallCenter();
        } else {
            byHand();
        }
    }

    private void fromSite() {
        Answer sent = caller.post(
                null,
                "/intake/site/local-intake-key",
                Map.of(
                        "name",
                        person(),
                        "phone",
                        phone(),
                        "company",
                        company(),
                        "comment",
                        "Интересует " + task,
                        "page",
                        "https://agency.example/seo",
                        "utm_source",
                        chance(50) ? "yandex" : "vk",
                        "consent",
                        true));
        if (ok("site form", sent)) {
            queued(sent.text("id"));
        }
    }

    private void fromCallCenter() {
        Answer entered = caller.post(
                "operator",
                "/api/leads",
                Map.of(
                        "title",
                        company(),
                        "source",
                        "CALL_CENTER",
                        "city",
                        Phrases.any(CITIES, random),
                        "applicant",
                        Map.of("name", person(), "phone", phone()),
                        "comment",
                        "Интересует " + task));
        if (ok("lead of the call centre", entered)) {
            queued(entered.text("id"));
        }
    }

    private void queued(String id) {
        department.count("leads");
        card = "lead/" + id;
        then(5, 90, this::assign);
    }

    private void assign() {
        manager = Phrases.any(MANAGERS, random);
        JsonNode employees =
                caller.get("head", "/api/employees?limit=200").json().path("items");
        for (JsonNode employee : employees) {
            if (employee.path("username").asString().equals(manager)
                    && ok(
                            "assign",
                            caller.post(
                                    "head",
                                    "/api/" + plural() + "/responsible",
                                    Map.of("employeeId", employee.path("id").asString())))) {
                then(5, chance(85) ? 40 : 3 * DAY, this::accept);
            }
        }
    }

    private void byHand() {
        manager = Phrases.any(MANAGERS, random);
        String source = Phrases.any(SOURCES, random);
        Map<String, Object> lead = new HashMap<>(Map.of(
                "title",
                company(),
                "source",
                source,
                "city",
                Phrases.any(CITIES, random),
                "applicant",
                Map.of("name", person(), "phone", phone()),
                "comment",
                "Нужен " + task));
        if (Phrases.DETAILS.containsKey(source)) {
            lead.put("sourceDetails", Phrases.DETAILS.get(source));
        }
        Answer entered = caller.post(manager, "/api/leads", lead);
        if (ok("lead", entered)) {
            department.count("leads");
            card = "lead/" + entered.text("id");
            then(5, 60, this::accept);
        }
    }

    /** {@code leads/{id}} for {@code lead/{id}}. */
    private String plural() {
        return card.replaceFirst("/", "s/");
    }

    private Answer move(Map<String, ?> wish) {
        return caller.post(manager, "/api/" + plural() + "/stage", wish);
    }

    private void accept() {
        if (ok("accept", move(Map.of("to", "IN_WORK")))) {
            department.count("activities");
            then(10, DAY, () -> call(0, chance(12) ? 4 : chance(25) ? 1 : 0));
        }
    }

    /** The first call, after so many failed ones. */
    private void call(int failed, int toFail) {
        JsonNode open = firstOpen();
        if (open == null) {
            return;
        }
        if (failed < toFail) {
            Answer moved = caller.post(
                    manager,
                    "/api/activities/" + open.path("id").asString() + "/reschedule",
                    Map.of(
                            "dueAt",
                            Department.later(now, DAY + random.nextInt(DAY)).toString(),
                            "kind",
                            "noAnswer"));
            if (ok("reschedule", moved)) {
                then(DAY, 2 * DAY, () -> call(failed + 1, toFail));
            }
        } else if (toFail == 4) {
            reject("UNREACHABLE", "lead");
        } else {
            talked(open, Phrases.any(Phrases.CALLED, random).formatted(task), this::knowThem);
        }
    }

    private @Nullable JsonNode firstOpen() {
        JsonNode open = caller.get(manager, "/api/activities?open=true&card=" + card)
                .json()
                .path("items");
        return open.isEmpty() ? null : open.path(0);
    }

    /** Closes what is open with what came of it, and plans what is next. */
    private void talked(JsonNode open, String outcome, Runnable after) {
        int days = 1 + random.nextInt(5);
        Map<String, Object> next = chance(4)
                ? Map.of("none", true)
                : Map.of(
                        "activity",
                        Map.of(
                                "type", Phrases.any(NEXT_TYPES, random),
                                "dueAt",
                                        Department.later(now, (long) days * DAY).toString(),
                                "text", Phrases.any(Phrases.NEXT, random)));
        Answer closed = caller.post(
                manager,
                "/api/activities/" + open.path("id").asString() + "/close",
                Map.of("comment", outcome, "next", next));
        if (ok("close", closed)) {
            department.count("activities");
            if (chance(50)) {
                comment();
            }
            then(days * DAY, days * DAY + (chance(80) ? 200 : 3 * DAY), after);
        }
    }

    private void comment() {
        if (ok(
                "comment",
                caller.post(
                        manager,
                        "/api/activities/comments",
                        Map.of("card", card, "text", Phrases.any(Phrases.COMMENTS, random))))) {
            department.count("comments");
        }
    }

    /** Who they are is entered once they are interested. */
    private void knowThem() {
        if (chance(30)) {
            reject(LEAD_REASONS.get(number % LEAD_REASONS.size()), "lead");
            return;
        }
        Answer company = caller.post(
                manager,
                "/api/companies?confirmDuplicate=true",
                Map.of("name", company(), "kindOfActivity", Phrases.any(Phrases.KINDS, random), "phone", phone()));
        companyId = company.status() == 409 ? company.text("existingId") : company.text("id");
        String position = Phrases.any(Phrases.POSITIONS, random);
        Answer contact = caller.post(
                manager,
                "/api/contacts?confirmDuplicate=true",
                Map.of(
                        "fullName",
                        person(),
                        "position",
                        position,
                        "decisionMaker",
                        !position.contains("не ЛПР"),
                        "phones",
                        List.of(Map.of("number", phone())),
                        "companyIds",
                        List.of(String.valueOf(companyId))));
        if (!ok("contact", contact)
                || !ok(
                        "link",
                        caller.patch(
                                manager,
                                "/api/" + plural(),
                                Map.of(
                                        "companyId",
                                        String.valueOf(companyId),
                                        "contactIds",
                                        List.of(contact.text("id")))))) {
            return;
        }
        if (ok("qualify", move(Map.of("to", "QUALIFICATION")))) {
            then(20, DAY, this::qualified);
        }
    }

    private void qualified() {
        JsonNode open = firstOpen();
        if (open != null && chance(60)) {
            talked(open, Phrases.any(Phrases.MET, random), this::decide);
        } else {
            decide();
        }
    }

    private void decide() {
        if (chance(28)) {
            reject(LEAD_REASONS.get((number * 5 + 3) % LEAD_REASONS.size()), "lead");
            return;
        }
        Answer converted = move(Map.of("to", "CONVERTED"));
        if (ok("convert", converted)) {
            department.count("deals");
            card = "deal/" + converted.text("dealId");
            then(60, DAY, this::offer);
        }
    }

    private void reject(String reason, String kind) {
        Map<String, Object> wish = new HashMap<>(Map.of("to", "REJECTED", "reason", reason));
        if (reason.equals("OTHER")) {
            wish.put("comment", "Закрывают направление, просили не беспокоить");
        }
        if (reason.equals("OFFER_POSTPONED") || reason.equals("POSTPONED")) {
            wish.put(
                    "returnOn",
                    LocalDate.ofInstant(now, Department.ZONE).plusDays(30).toString());
        }
        Answer rejected = move(wish);
        if (rejected.status() == 422 && reason.equals("UNREACHABLE")) {
            wish.put("reason", kind.equals("lead") ? "MIN_BUDGET" : "BUDGET");
            rejected = move(wish);
        }
        if (ok("reject", rejected)) {
            department.count("rejected");
        }
    }

    private void offer() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Map<String, Object> line = new HashMap<>(Map.of(
                    "product", PRODUCTS.get((number + i) % PRODUCTS.size()),
                    "price", BigDecimal.valueOf(20_000L + random.nextInt(400) * 500L),
                    "quantity", 1 + random.nextInt(3)));
            if (chance(25)) {
                line.put("discount", 5 + random.nextInt(3) * 5);
            }
            lines.add(line);
        }
        if (ok("lines", caller.put(manager, "/api/" + plural() + "/lines", lines))) {
            then(30, 2 * DAY, () -> step(0));
        }
    }

    private void step(int stage) {
        if (chance(18)) {
            reject(DEAL_REASONS.get((number + stage) % DEAL_REASONS.size()), "deal");
            return;
        }
        if (!ok("move", move(Map.of("to", DEAL_STAGES.get(stage))))) {
            return;
        }
        if (firstOpen() == null && chance(85)) {
            plan();
        }
        then(DAY, 4 * DAY, () -> between(stage));
    }

    private void plan() {
        Answer planned = caller.post(
                manager,
                "/api/activities",
                Map.of(
                        "card",
                        card,
                        "type",
                        Phrases.any(NEXT_TYPES, random),
                        "dueAt",
                        Department.later(now, DAY + random.nextInt(2 * DAY)).toString(),
                        "text",
                        Phrases.any(Phrases.NEXT, random)));
        if (ok("plan", planned)) {
            department.count("activities");
        }
    }

    private void between(int stage) {
        JsonNode open = firstOpen();
        Runnable after = stage + 1 < DEAL_STAGES.size() ? () -> step(stage + 1) : this::paid;
        if (open == null) {
            after.run();
        } else {
            talked(open, Phrases.any(Phrases.MET, random), after);
        }
    }

    private void paid() {
        if (chance(12)) {
            reject(DEAL_REASONS.get((number * 3 + 1) % DEAL_REASONS.size()), "deal");
            return;
        }
        BigDecimal total =
                caller.get(manager, "/api/" + plural()).json().path("total").asDecimal(BigDecimal.TEN);
        Answer paid = caller.post(
                manager,
                "/api/" + plural() + "/payments",
                Map.of(
                        "amount",
                        chance(60)
                                ? total
                                : total.divideToIntegralValue(BigDecimal.TWO).max(BigDecimal.ONE),
                        "paidOn",
                        LocalDate.ofInstant(now, Department.ZONE).toString(),
                        "document",
                        "ПП " + (1000 + number)));
        if (!ok("payment", paid)) {
            return;
        }
        if (chance(70)) {
            String payment = paid.json().path("payments").path(0).path("id").asString(paid.text("id"));
            caller.post("office", "/api/" + plural() + "/payments/" + payment + "/confirm", Map.of());
        }
        if (ok("win", move(Map.of("to", "WON")))) {
            department.count("won");
        }
    }
}
