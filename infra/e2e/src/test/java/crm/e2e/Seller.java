package crm.e2e;

import crm.e2e.Api.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Someone who sells: gives random legal commands to cards of his own, each under a key of its own and again until it is
 * acknowledged or refused, and remembers what was acknowledged.
 */
final class Seller {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AT_HAND = 10;
    private static final List<String> OPEN_DEAL =
            List.of("PREPARING_OFFER", "PRESENTING_OFFER", "DECIDING", "CONTRACT");

    /** What all sellers of a run share. */
    static final class Run {
        final String mark;
        final Map<String, String> employees;
        final AtomicInteger commands = new AtomicInteger();
        final AtomicInteger retries = new AtomicInteger();
        final Map<String, Integer> refusals = new ConcurrentHashMap<>();
        /** Answers nobody should ever get. */
        final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        /** Numbers nobody enquired from before. */
        final AtomicLong phones = new AtomicLong(System.nanoTime() / 1000);

        Run(String mark, Map<String, String> employees) {
            this.mark = mark;
            this.employees = employees;
        }
    }

    /** A lead, and the deal it became, as acknowledged. */
    static final class Card {
        final String lead;
        final String title;
        String owner;
        String leadStage = "NEW";
        /** A first activity takes a new lead into work by itself, soon. */
        boolean takenIntoWorkSoon;
        /** Unless it was another's before that. */
        boolean mayStayNew;

        @Nullable
        String deal;

        String dealStage = "PREPARING_OFFER";

        @Nullable
        String city;

        @Nullable
        String formerOwner;

        long total;
        final Map<String, Long> payments = new LinkedHashMap<>();
        final List<String> comments = new ArrayList<>();
        final List<String> planned = new ArrayList<>();
        final Map<String, String> closed = new LinkedHashMap<>();

        Card(String lead, String title, String owner) {
            this.lead = lead;
            this.title = title;
            this.owner = owner;
        }

        String ref() {
            return deal == null ? "lead/" + lead : "deal/" + deal;
        }

        String path() {
            return deal == null ? "/api/leads/" + lead : "/api/deals/" + deal;
        }

        String stage() {
            return deal == null ? leadStage : dealStage;
        }
    }

    /** Somebody who filled in the site's form, once or again. */
    static final class Enquiry {
        final String title;
        final String phone;
        int times = 1;

        Enquiry(String title, String phone) {
            this.title = title;
            this.phone = phone;
        }
    }

    private final Run run;
    private final String name;
    private final String user;
    private final Random random;
    private int count;
    private String contact = "";
    final List<Card> cards = new ArrayList<>();
    final List<String> contacts = new ArrayList<>();
    final List<String> companies = new ArrayList<>();
    final List<Enquiry> enquiries = new ArrayList<>();

    Seller(Run run, String name, String user, long seed) {
        this.run = run;
        this.name = name;
        this.user = user;
        this.random = new Random(seed);
    }

    /** One command, or the reading that finds there is none to give. */
    void act() {
        int dice = random.nextInt(100);
        if (contact.isEmpty() || dice < 4) {
            meet();
        } else if (dice < 8) {
            enquire();
        } else if (dice < 11) {
            String title = word("Общество");
            acknowledged("POST", "/api/companies", user, Map.of("name", title, "kindOfActivity", "торговля"))
                    .ifPresent(answer -> companies.add(title));
        } else if (dice < 27 || cards.isEmpty()) {
            enter();
        } else {
            Card card = cards.get(Math.max(0, cards.size() - 1 - random.nextInt(AT_HAND)));
            actOn(card, random.nextInt(100));
        }
    }

    private String word(String what) {
        return what + " " + run.mark + " " + run.mark + name + "n" + ++count;
    }

    private void meet() {
        String fullName = word("Клиент");
        acknowledged("POST", "/api/contacts", user, Map.of("fullName", fullName, "position", "директор"))
                .ifPresent(answer -> {
                    contacts.add(fullName);
                    contact = answer.text("id");
                });
    }

    /** L-20: of all with one number there is one open lead, and one note of those who came again. */
    private void enquire() {
        if (!enquiries.isEmpty() && random.nextBoolean()) {
            Enquiry again = enquiries.get(random.nextInt(enquiries.size()));
            form(word("Снова"), again.phone).ifPresent(answer -> again.times++);
            return;
        }
        Enquiry enquiry = new Enquiry(word("Заявка"), "8343%07d".formatted(run.phones.incrementAndGet() % 10_000_000));
        form(enquiry.title, enquiry.phone).ifPresent(answer -> enquiries.add(enquiry));
    }

    private Optional<Answer> form(String company, String phone) {
        return acknowledged(
                "POST",
                "/intake/site/local-intake-key",
                null,
                Map.of("company", company, "phone", phone, "page", "https://agency.example/", "consent", true));
    }

    private void enter() {
        String title = word("Лид");
        acknowledged(
                        "POST",
                        "/api/leads",
                        user,
                        Map.of("title", title, "source", "SOCIAL", "contactIds", List.of(contact)))
                .ifPresent(answer -> cards.add(new Card(answer.text("id"), title, user)));
    }

    private void actOn(Card card, int dice) {
        if (dice < 14) {
            comment(card);
        } else if (dice < 20) {
            edit(card);
        } else if (dice < 25) {
            reassign(card);
        } else if (dice < 37 && isOpen(card)) {
            plan(card);
        } else if (dice < 58 && isOpen(card)) {
            workOff(card);
        } else if (card.deal == null) {
            moveLead(card);
        } else {
            sell(card, random.nextInt(100));
        }
    }

    private static boolean isOpen(Card card) {
        return card.deal == null ? !card.leadStage.equals("REJECTED") : OPEN_DEAL.contains(card.dealStage);
    }

    private void comment(Card card) {
        String text = word("Сказали");
        acknowledged("POST", "/api/activities/comments", card.owner, Map.of("card", card.ref(), "text", text))
                .ifPresent(answer -> card.comments.add(text));
    }

    private void edit(Card card) {
        String city = random.nextBoolean() ? "MOW" : "SPB";
        acknowledged("PATCH", card.path(), card.owner, Map.of("city", city)).ifPresent(answer -> card.city = city);
    }

    private void reassign(Card card) {
        String to = "manager" + (1 + random.nextInt(3));
        acknowledged("POST", card.path() + "/responsible", "head", Map.of("employeeId", run.employees.get(to)))
                .ifPresent(answer -> {
                    if (!to.equals(card.owner)) {
                        card.mayStayNew |= card.takenIntoWorkSoon;
                        card.formerOwner = card.owner;
                        card.owner = to;
                    }
                });
    }

    private static String later(int minutes) {
        return Instant.now().plus(Duration.ofMinutes(60 + minutes)).toString();
    }

    private Map<String, Object> something() {
        String type = List.of("CALL", "MEETING", "TASK").get(random.nextInt(3));
        return Map.of("type", type, "dueAt", later(random.nextInt(5000)), "text", word("Дело"));
    }

    private void plan(Card card) {
        Map<String, Object> body = new LinkedHashMap<>(something());
        body.put("card", card.ref());
        acknowledged("POST", "/api/activities", card.owner, body).ifPresent(answer -> {
            card.planned.add(answer.text("id"));
            card.takenIntoWorkSoon |= card.deal == null && card.leadStage.equals("NEW");
        });
    }

    /** Reschedules or closes one of the card's open activities, whoever planned it. */
    private void workOff(Card card) {
        JsonNode open = read("/api/activities?open=true&card=" + card.ref(), card.owner)
                .json()
                .path("items");
        if (open.isEmpty()) {
            plan(card);
            return;
        }
        String activity = open.path(random.nextInt(open.size())).path("id").asString();
        if (random.nextInt(3) == 0) {
            acknowledged(
                    "POST",
                    "/api/activities/" + activity + "/reschedule",
                    card.owner,
                    Map.of("dueAt", later(random.nextInt(5000)), "kind", "noAnswer"));
            return;
        }
        String what = word("Итог");
        Map<String, Object> next = random.nextInt(4) == 0 ? Map.of("none", true) : Map.of("activity", something());
        acknowledged(
                        "POST",
                        "/api/activities/" + activity + "/close",
                        card.owner,
                        Map.of("comment", what, "next", next))
                .ifPresent(answer -> card.closed.put(activity, what));
    }

    private void moveLead(Card card) {
        boolean maybeNew = card.leadStage.equals("NEW");
        int dice = random.nextInt(100);
        String to = card.leadStage.equals("REJECTED")
                ? "IN_WORK"
                : dice < 45
                        ? "CONVERTED"
                        : dice < 57
                                ? "REJECTED"
                                : maybeNew || card.leadStage.equals("QUALIFICATION") ? "IN_WORK" : "QUALIFICATION";
        Map<String, Object> body = to.equals("REJECTED")
                ? Map.of("to", to, "reason", "OTHER", "comment", word("Отказ"))
                : Map.of("to", to);
        var moved = acknowledged("POST", card.path() + "/stage", card.owner, body);
        moved.ifPresent(answer -> {
            card.leadStage = to;
            card.takenIntoWorkSoon = false;
            if (to.equals("CONVERTED")) {
                card.deal = answer.text("dealId");
            }
        });
        if (moved.isEmpty() && card.takenIntoWorkSoon && to.equals("IN_WORK")) {
            card.leadStage = "IN_WORK";
            card.takenIntoWorkSoon = false;
        }
    }

    private void sell(Card card, int dice) {
        if (card.dealStage.equals("WON")) {
            comment(card);
        } else if (card.dealStage.equals("REJECTED")) {
            moveDeal(card, OPEN_DEAL.get(random.nextInt(OPEN_DEAL.size())));
        } else if (dice < 30) {
            long price = 1000 + random.nextInt(500_000);
            acknowledged(
                            "PUT",
                            card.path() + "/lines",
                            card.owner,
                            List.of(Map.of("product", "CUSTOM_SITE", "price", price, "quantity", 2)))
                    .ifPresent(answer -> card.total = 2 * price);
        } else if (dice < 50) {
            String document = word("ПП");
            long amount = 100 + random.nextInt(100_000);
            acknowledged(
                            "POST",
                            card.path() + "/payments",
                            card.owner,
                            Map.of(
                                    "amount",
                                    amount,
                                    "paidOn",
                                    LocalDate.now().minusDays(1).toString(),
                                    "document",
                                    document))
                    .ifPresent(answer -> card.payments.put(document, amount));
        } else if (dice < 58) {
            moveDeal(card, "REJECTED");
        } else if (card.total > 0 && !card.payments.isEmpty()) {
            moveDeal(card, "WON");
        } else {
            int present = OPEN_DEAL.indexOf(card.dealStage);
            moveDeal(card, OPEN_DEAL.get((present + 1 + random.nextInt(3)) % OPEN_DEAL.size()));
        }
    }

    private void moveDeal(Card card, String to) {
        Map<String, Object> body = to.equals("REJECTED")
                ? Map.of("to", to, "reason", "OTHER", "comment", word("Отказ"))
                : Map.of("to", to);
        acknowledged("POST", card.path() + "/stage", card.owner, body).ifPresent(answer -> card.dealStage = to);
    }

    private Answer read(String path, String as) {
        return until("GET", path, as, null).orElseThrow();
    }

    private Optional<Answer> acknowledged(String method, String path, @Nullable String as, Object body) {
        run.commands.incrementAndGet();
        return until(method, path, as, body);
    }

    /** The same under the same key until there is an answer; empty when it is a refusal. */
    private Optional<Answer> until(String method, String path, @Nullable String as, @Nullable Object body) {
        String key = run.mark + name + "k" + ++count;
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        for (int attempt = 0; System.nanoTime() < end; attempt++) {
            if (attempt > 0) {
                run.retries.incrementAndGet();
                pause();
            }
            Answer answer;
            try {
                answer = (as == null ? Api.anonymous() : Api.as(as))
                        .with("Idempotency-Key", key)
                        .send(method, path, body);
            } catch (UncheckedIOException | IllegalStateException noAnswer) {
                last = noAnswer.toString();
                continue;
            }
            last = answer.status() + " " + answer.body();
            if (answer.status() < 300) {
                return Optional.of(answer);
            }
            if (answer.status() == 500 || answer.status() == 401) {
                run.faults.add(method + " " + path + " " + last);
            } else if (answer.status() < 500 && answer.status() != 429 && !isComing(answer, path)) {
                String what = answer.status() + " " + answer.text("code") + (attempt > 0 ? " repeated" : "");
                run.refusals.merge(what, 1, Integer::sum);
                if (method.equals("GET")) {
                    break;
                }
                return Optional.empty();
            }
        }
        throw new IllegalStateException(method + " " + path + " was never answered: " + last);
    }

    /** A deal comes a moment after its lead was converted. */
    private static boolean isComing(Answer answer, String path) {
        return answer.status() == 404
                && (path.contains("deal") || path.contains("/comments") || path.endsWith("/activities"));
    }

    private void pause() {
        try {
            Thread.sleep(150 + random.nextInt(350));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
