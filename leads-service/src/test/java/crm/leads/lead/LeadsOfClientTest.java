package crm.leads.lead;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.ContactMerged;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("D-10 the leads of a contact or company on its page")
class LeadsOfClientTest {
    private static final String YEAR = Year.now(ZoneId.of("Europe/Moscow")).toString();

    @LocalServerPort
    private int port;

    private final String person = "person-" + UUID.randomUUID();
    private final String firm = "firm-" + UUID.randomUUID();

    private String lead(User who, String title) {
        return Caller.as(who, port)
                .made(
                        "/api/leads",
                        Map.of(
                                "title",
                                title,
                                "source",
                                "OUTBOUND_CALL",
                                "contactIds",
                                List.of(person),
                                "companyId",
                                firm));
    }

    private Document seen(User who, String card) {
        return fragment(who, "/leads/of?card=" + card);
    }

    private Document fragment(User who, String url) {
        Answer answer = Caller.as(who, port)
                .with("Accept", "*/*")
                .with("HX-Request", "true")
                .get(url);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        // rows alone are no page: they need their table around them
        String body = answer.body();
        return Jsoup.parseBodyFragment(body.stripLeading().startsWith("<tr") ? "<table>" + body + "</table>" : body);
    }

    @Test
    @DisplayName(
            "D-10 P-2 open and ended ones; of those of others the stage, the responsible and the year, nothing else")
    void whose() {
        String own = lead(MANAGER1, "Своя заявка");
        String other = lead(MANAGER2, "Тайное название");
        Caller.as(MANAGER1, port).post("/api/leads/" + own + "/stage", Map.of("to", "REJECTED", "reason", "STARTUP"));
        for (String card : List.of("contact/" + person, "company/" + firm)) {
            Document mine = seen(MANAGER1, card);
            assertThat(mine.select("h2 + span").text()).isEqualTo("1 в работе, 1 завершён");
            assertThat(mine.select("tbody tr")).hasSize(2);
            assertThat(mine.select("a[href=/leads/" + own + "]").text()).isEqualTo("Своя заявка");
            assertThat(mine.html()).doesNotContain("Тайное", other);
            assertThat(mine.select("tbody tr").first().text())
                    .contains("ведёт " + MANAGER2.fullName(), "Новый", YEAR)
                    .doesNotContain("." + YEAR);
            assertThat(seen(HEAD, card).select("tbody a").eachText()).containsExactly("Тайное название", "Своя заявка");
            assertThat(seen(ACCOUNT, card).select("tbody a")).isEmpty();
            assertThat(seen(ACCOUNT, card).select("tbody tr")).hasSize(2);
        }
    }

    @Test
    @DisplayName("L-10 D-10 a lead that has become a deal is not told of twice")
    void converted() {
        String lead = lead(MANAGER1, "Стал сделкой");
        assertThat(Caller.as(MANAGER1, port)
                        .post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED"))
                        .status())
                .isEqualTo(200);
        Document seen = seen(MANAGER1, "contact/" + person);
        assertThat(seen.select("tr")).isEmpty();
        assertThat(seen.select("section").hasAttr("hidden")).isTrue();
    }

    @Test
    @DisplayName("P-3 D-10 a lead he is asked into is shown whole")
    void asked() {
        String other = lead(MANAGER2, "Спросить коллегу");
        Stack.running()
                .journal()
                .say(
                        Topics.ACTIVITIES,
                        "activity/" + UUID.randomUUID(),
                        1,
                        new CommentAdded(CardRef.lead(other), 5, List.of(MANAGER1.id()), 0),
                        MANAGER2.id());
        await().untilAsserted(() -> assertThat(
                        seen(MANAGER1, "contact/" + person).select("tbody a").text())
                .isEqualTo("Спросить коллегу"));
    }

    @Test
    @DisplayName("D-10 ten at first, the rest by the cursor, none twice; nothing to show leaves an unseen place")
    void paged() {
        for (int i = 0; i < 12; i++) {
            lead(MANAGER1, "Заявка " + i);
        }
        Document first = seen(MANAGER1, "company/" + firm);
        List<String> titles = new ArrayList<>(first.select("tbody a").eachText());
        assertThat(titles).hasSize(10).startsWith("Заявка 11", "Заявка 10");
        Document rest = fragment(MANAGER1, first.select("button").attr("hx-get"));
        assertThat(rest.select("section, button")).isEmpty();
        titles.addAll(rest.select("a").eachText());
        assertThat(titles).hasSize(12).doesNotHaveDuplicates();
        assertThat(seen(MANAGER1, "contact/nobody-" + UUID.randomUUID())
                        .select("section")
                        .hasAttr("hidden"))
                .isTrue();
    }

    @Test
    @DisplayName("D-3 D-10 by the old id of a merged contact those of the survivor")
    void merged() {
        lead(MANAGER1, "Слит");
        String old = "person-" + UUID.randomUUID();
        Stack.running().journal().say(Topics.DIRECTORY, "contact/" + old, 3, new ContactMerged(person), HEAD.id());
        await().untilAsserted(() -> assertThat(
                        seen(MANAGER1, "contact/" + old).select("tbody a").text())
                .isEqualTo("Слит"));
    }

    @Test
    @DisplayName("what is no contact and no company is a 400 that names it")
    void malformed() {
        for (String card : List.of("lead/1", "contact", "x/1", "")) {
            Answer answer = Caller.as(HEAD, port).get("/leads/of?card=" + card);
            assertThat(answer.status()).as(card).isEqualTo(400);
            assertThat(answer.body()).as(card).contains("card");
        }
    }

    @Test
    @DisplayName(
            "S-1 L-3 a lead is begun with a contact or company, his name and what was typed are in the form already")
    void begun_with_him() {
        Caller page = Caller.as(MANAGER1, port).with("Accept", "text/html").with("HX-Request", "true");
        assertThat(page.get("/leads/new?client=contact/irina&title=SEO").body())
                .contains("name=\"contactId\" value=\"irina\"", "Имя irina", "value=\"SEO\"");
        assertThat(page.get("/leads/new?client=company/firma").body())
                .contains("name=\"companyId\" value=\"firma\"", "Имя firma");
        assertThat(page.get("/leads/new?client=nobody").status()).isEqualTo(400);
    }
}
