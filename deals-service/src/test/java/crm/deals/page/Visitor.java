package crm.deals.page;

import crm.events.LeadConverted;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.Stack;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody at a browser: asks for pages, sends forms; and puts deals on stage for the tests of pages. */
record Visitor(int port, Caller browser, Caller htmx, Caller api) {
    static final String TODAY = LocalDate.now(ZoneId.of("Europe/Moscow")).toString();

    static Visitor as(User user, int port) {
        Caller caller = Caller.as(user, port);
        return new Visitor(
                port,
                caller.with("Accept", "text/html"),
                caller.with("Accept", "*/*").with("HX-Request", "true"),
                caller);
    }

    Answer open(String url) {
        return browser.get(url);
    }

    Document page(String url) {
        Answer answer = browser.get(url);
        if (answer.status() != 200) {
            throw new AssertionError(url + ": " + answer.status() + " " + answer.body());
        }
        return Jsoup.parse(answer.body());
    }

    Document fragment(String url) {
        return Jsoup.parseBodyFragment(htmx.get(url).body());
    }

    /** Names and values by turns. */
    Answer send(String url, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return htmx.form(url, String.join("&", pairs));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String aDeal(User responsible, String title, int port) {
        String id = converted(responsible, title);
        Awaitility.await()
                .until(() -> Caller.as(User.HEAD, port).get("/api/deals/" + id).status() == 200);
        return id;
    }

    /** Says that a lead was converted; its deal is there a moment later. */
    static String converted(User responsible, String title) {
        String id = UUID.randomUUID().toString();
        String lead = UUID.randomUUID().toString();
        Stack.running()
                .journal()
                .say(
                        Topics.LEADS,
                        "lead/" + lead,
                        5,
                        new LeadConverted(
                                lead, id, title, "REFERRAL", "MOW", "company-1", List.of("irina"), responsible.id()),
                        responsible.id());
        return id;
    }

    String priced(String deal, Object price) {
        api.put("/api/deals/" + deal + "/lines", List.of(Map.of("product", "SEO", "price", price, "quantity", 1)));
        return deal;
    }

    String paid(String deal, Object amount, String document) {
        api.post("/api/deals/" + deal + "/payments", Map.of("amount", amount, "paidOn", TODAY, "document", document));
        return deal;
    }

    String moved(String deal, String to) {
        api.post("/api/deals/" + deal + "/stage", Map.of("to", to));
        return deal;
    }
}
