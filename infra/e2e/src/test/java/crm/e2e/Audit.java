package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.Seller.Card;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares what people see with what was acknowledged to them, and with what the event log alone says. Collects differences. */
final class Audit {
    private static final Set<String> ON_TIMELINE = Set.of(
            "LeadCreated",
            "LeadUpdated",
            "DealCreated",
            "DealUpdated",
            "StageChanged",
            "ResponsibleAssigned",
            "ResponsibleReleased",
            "AcceptanceOverdue",
            "EnquiryRepeated",
            "DealLinesChanged",
            "PaymentReceived",
            "PaymentConfirmed",
            "PaymentVoided");

    private final Api head = Api.as("head");
    private final EventLog log;
    private final String mark;
    private final Map<String, Activity> activities = new HashMap<>();
    private final List<String> differences = new ArrayList<>();

    /** An activity as its events tell it. */
    private static final class Activity {
        String card = "";
        String type = "";
        final Set<String> ever = new HashSet<>();
        boolean open;

        @Nullable
        Instant due;

        int attempts;
    }

    Audit(EventLog log, String mark) {
        this.log = log;
        this.mark = mark;
        log.topic("crm.activities").forEach((id, events) -> {
            Activity activity = new Activity();
            events.forEach(event -> tell(activity, event.path("type").asString(), event.path("data")));
            activities.put(id, activity);
        });
    }

    private static void tell(Activity activity, String type, JsonNode data) {
        String card =
                data.path(type.equals("ActivityMoved") ? "toCard" : "card").asString("");
        if (!card.isEmpty()) {
            activity.card = card;
            activity.ever.add(card);
        }
        if (data.has("attempts")) {
            activity.attempts = data.path("attempts").asInt();
        }
        switch (type) {
            case "ActivityPlanned" -> {
                activity.open = true;
                activity.type = data.path("activityType").asString();
                activity.due = Instant.parse(data.path("dueAt").asString());
            }
            case "ActivityRescheduled" ->
                activity.due = Instant.parse(data.path("dueAt").asString());
            case "ActivityClosed", "ActivityCancelled" -> activity.open = false;
            default -> {}
        }
    }

    /** What differs; empty when all is well. */
    List<String> differences() {
        return differences;
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            differences.add(what);
        }
    }

    private void same(Object seen, Object expected, String what) {
        check(seen.equals(expected), what + ": " + seen + " instead of " + expected);
    }

    /** Everything of this run in a list, by a field that has to be unique. */
    private Map<String, JsonNode> list(String path, String field) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode item : pages(head, path + "?limit=200&q=" + mark)) {
            check(
                    all.put(item.path(field).asString(), item) == null,
                    path + " twice: " + item.path(field).asString());
        }
        return all;
    }

    private static List<JsonNode> pages(Api api, String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(path + cursor).json();
            assertThat(page.has("items")).as(path + ": " + page).isTrue();
            page.path("items").forEach(all::add);
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return all;
    }

    /** Contacts, companies, leads and deals: all that were acknowledged, each once, and no others. */
    void cards(List<Seller> sellers, Map<String, String> employees) {
        same(list("/api/contacts", "fullName").keySet(), all(sellers, seller -> seller.contacts), "contacts");
        same(list("/api/companies", "name").keySet(), all(sellers, seller -> seller.companies), "companies");
        Map<String, JsonNode> leads = list("/api/leads", "title");
        Map<String, JsonNode> deals = list("/api/deals", "leadId");
        List<Card> known =
                sellers.stream().flatMap(seller -> seller.cards.stream()).toList();
        Set<String> entered = all(
                sellers,
                seller ->
                        seller.enquiries.stream().map(enquiry -> enquiry.title).toList());
        known.forEach(card -> entered.add(card.title));
        same(leads.keySet(), entered, "leads");
        sellers.forEach(seller -> seller.enquiries.forEach(enquiry -> enquiry(enquiry, leads.get(enquiry.title))));
        same(
                deals.keySet(),
                known.stream()
                        .filter(card -> card.deal != null)
                        .map(card -> card.lead)
                        .collect(Collectors.toSet()),
                "leads with a deal");
        for (Card card : known) {
            JsonNode lead = leads.get(card.title);
            if (lead != null) {
                lead(card, lead, employees);
            }
            JsonNode deal = deals.get(card.lead);
            if (card.deal != null && deal != null) {
                deal(card, deal, employees);
            }
        }
    }

    private static Set<String> all(List<Seller> sellers, Function<Seller, Collection<String>> what) {
        return sellers.stream().flatMap(seller -> what.apply(seller).stream()).collect(Collectors.toSet());
    }

    private void enquiry(Seller.Enquiry enquiry, @Nullable JsonNode lead) {
        if (lead == null) {
            return;
        }
        String id = lead.path("id").asString();
        check(lead.path("responsibleId").isNull(), enquiry.title + ", waits for the head");
        same(
                types(log.of("crm.leads", id), "EnquiryRepeated").size(),
                enquiry.times > 1 ? 1 : 0,
                enquiry.title + ", notes of asking " + enquiry.times + " times");
        history("/api/leads/" + id, log.of("crm.leads", id));
    }

    /** A card's history has what was published, each once. */
    private void history(String path, Collection<JsonNode> events) {
        List<String> kept = pages(head, path + "/history?limit=200").stream()
                .map(entry -> entry.path("event").asString())
                .sorted()
                .toList();
        same(
                kept,
                events.stream()
                        .map(event -> event.path("type").asString())
                        .sorted()
                        .toList(),
                path + ", history");
    }

    private void lead(Card card, JsonNode lead, Map<String, String> employees) {
        history("/api/leads/" + card.lead, log.of("crm.leads", card.lead));
        same(lead.path("id").asString(), card.lead, card.title + ", id");
        String stage = lead.path("stage").asString();
        boolean taken = card.leadStage.equals("NEW") && card.takenIntoWorkSoon;
        if (!(taken && card.mayStayNew)) {
            same(stage, taken ? "IN_WORK" : card.leadStage, card.title + ", stage");
        }
        if (card.deal == null) {
            same(lead.path("responsibleId").asString(), employees.get(card.owner), card.title + ", responsible");
            city(card, lead);
        }
        signals("lead/" + card.lead, null, lead);
        same(
                types(log.of("crm.leads", card.lead), "LeadConverted").size(),
                card.deal == null ? 0 : 1,
                card.title + ", conversions");
        check(
                activities.values().stream()
                                        .filter(activity -> activity.ever.contains("lead/" + card.lead))
                                        .count()
                                >= card.planned.stream().distinct().count()
                        || card.deal != null,
                card.title + ", planned activities");
    }

    private void city(Card card, JsonNode seen) {
        if (card.city != null) {
            same(seen.path("city").asString(""), card.city, card.title + ", city");
        }
    }

    private void deal(Card card, JsonNode deal, Map<String, String> employees) {
        String what = card.title + ", deal " + card.deal;
        history("/api/deals/" + card.deal, log.of("crm.deals", card.deal));
        same(deal.path("id").asString(), card.deal, what + ", id");
        same(deal.path("stage").asString(), card.dealStage, what + ", stage");
        same(deal.path("responsibleId").asString(), employees.get(card.owner), what + ", responsible");
        same(deal.path("total").asLong(), card.total, what + ", total");
        Map<String, Long> payments = new LinkedHashMap<>();
        deal.path("payments")
                .forEach(payment -> check(
                        payments.put(
                                        payment.path("document").asString(),
                                        payment.path("amount").asLong())
                                == null,
                        what + ", a payment twice"));
        same(payments, card.payments, what + ", payments");
        city(card, deal);
        signals("deal/" + card.deal, "lead/" + card.lead, deal);
        same(types(log.of("crm.deals", card.deal), "DealCreated").size(), 1, what + ", times created");
        same(
                types(log.of("crm.deals", card.deal), "PaymentReceived").size(),
                card.payments.size(),
                what + ", payments received");
    }

    private static List<JsonNode> types(Collection<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.path("type").asString().equals(type))
                .toList();
    }

    /** What a card shows of its activities is what their events say. */
    private void signals(String ref, @Nullable String lead, JsonNode card) {
        List<Activity> open = activities.values().stream()
                .filter(activity -> activity.open && activity.card.equals(ref))
                .toList();
        same(card.path("openActivities").asInt(), open.size(), ref + ", open activities");
        int attempts = activities.values().stream()
                .filter(activity -> activity.ever.contains(ref) || activity.ever.contains(String.valueOf(lead)))
                .mapToInt(activity -> activity.attempts)
                .sum();
        same(card.path("failedAttempts").asInt(), attempts, ref + ", failed attempts");
        String due = open.stream()
                .map(activity -> activity.due)
                .min(Comparator.naturalOrder())
                .map(soonest -> Instant.ofEpochMilli(soonest.toEpochMilli()).toString())
                .orElse("");
        String shown = card.path("nextActivity").path("dueAt").asString("");
        same(
                shown.isEmpty()
                        ? ""
                        : Instant.ofEpochMilli(Instant.parse(shown).toEpochMilli())
                                .toString(),
                due,
                ref + ", next activity");
    }

    /** A card's timeline: one entry for each event it keeps, each comment and closing once; shown to whom it should be. */
    void timeline(Card card) {
        List<JsonNode> entries = pages(head, "/api/activities?limit=200&card=" + card.ref());
        Set<String> system = new TreeSet<>();
        List<String> comments = new ArrayList<>();
        Map<String, JsonNode> byId = new HashMap<>();
        for (JsonNode entry : entries) {
            String id = entry.path("id").asString();
            check(byId.put(id, entry) == null, card.title + ", twice on the timeline: " + id);
            if (entry.path("type").asString().equals("SYSTEM")) {
                system.add(id + " " + entry.path("event").asString());
            } else if (entry.path("type").asString().equals("COMMENT")) {
                comments.add(entry.path("text").asString());
            }
        }
        Set<String> told = new TreeSet<>();
        kept(told, log.of("crm.leads", card.lead));
        if (card.deal != null) {
            kept(told, log.of("crm.deals", card.deal));
        }
        same(system, told, card.title + ", what the system did");
        comments.sort(Comparator.naturalOrder());
        same(comments, card.comments.stream().sorted().toList(), card.title + ", comments");
        for (String planned : card.planned) {
            check(byId.containsKey(planned), card.title + ", no longer planned: " + planned);
        }
        card.closed.forEach((id, comment) -> {
            JsonNode entry = byId.get(id);
            check(
                    entry != null
                            && entry.path("state").asString().equals("closed")
                            && entry.path("comment").asString().equals(comment),
                    card.title + ", not closed as acknowledged: " + id + " " + entry);
        });
        access(card);
    }

    private static void kept(Set<String> told, Collection<JsonNode> events) {
        for (JsonNode event : events) {
            String type = event.path("type").asString();
            if (ON_TIMELINE.contains(type)) {
                String aggregate = event.path("id").asString();
                told.add("%s-%06d %s"
                        .formatted(
                                aggregate.substring(0, aggregate.lastIndexOf('/')),
                                event.path("sequence").asLong(),
                                type));
            }
        }
    }

    private void access(Card card) {
        if (card.formerOwner == null || card.formerOwner.equals(card.owner)) {
            return;
        }
        String path = "/api/activities?limit=1&card=" + card.ref();
        same(Api.as(card.owner).get(path).status(), 200, card.title + ", shown to its responsible");
        same(Api.as(card.formerOwner).get(path).status(), 404, card.title + ", hidden from the former one");
    }
}
