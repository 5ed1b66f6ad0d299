package crm.deals.page;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.LeadConverted;
import crm.events.Topics;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("D-10 the deals of a contact or company on its page")
class DealsOfClientTest {
    private static final String YEAR = Year.now(ZoneId.of("Europe/Moscow")).toString();

    @LocalServerPort
    private int port;

    private final String person = "client-" + UUID.randomUUID();
    private final String firm = "client-" + UUID.randomUUID();

    private Visitor as(User user) {
        return Visitor.as(user, port);
    }

    private String deal(User responsible, String title) {
        String id = UUID.randomUUID().toString();
        String lead = UUID.randomUUID().toString();
        Stack.running()
                .journal()
                .say(
                        Topics.LEADS,
                        "lead/" + lead,
                        5,
                        new LeadConverted(lead, id, title, "REFERRAL", "MOW", firm, List.of(person), responsible.id()),
                        responsible.id());
        await().until(() -> as(HEAD).api().get("/api/deals/" + id).status() == 200);
        return id;
    }

    private Document seen(User who, String card) {
        return as(who).fragment("/deals/of?card=" + card);
    }

    @Test
    @DisplayName(
            "D-10 P-2 with stage, sum and date; of those of others the stage, the responsible and the year, nothing else")
    void whose() {
        String own = as(MANAGER1).priced(deal(MANAGER1, "SEO, второй год"), 780000);
        String other = as(MANAGER2).priced(deal(MANAGER2, "Тайное название"), 424242);
        as(MANAGER2).paid(other, 424242, "ПП 7");
        as(MANAGER2).moved(other, "WON");
        for (String card : List.of("contact/" + person, "company/" + firm)) {
            Document mine = seen(MANAGER1, card);
            assertThat(mine.select("h2 + span").text()).isEqualTo("1 в работе, 1 завершена");
            assertThat(mine.select("a[href=/deals/" + own + "]").text()).isEqualTo("SEO, второй год");
            assertThat(mine.text().replace('\u00a0', ' ')).contains("780 000,00 ₽", "Готовим КП");
            assertThat(mine.html().replace("\u00a0", "").replace("&nbsp;", ""))
                    .doesNotContain("Тайное", other, "424242");
            assertThat(mine.select("tbody tr").first().text())
                    .contains("ведёт " + MANAGER2.fullName(), "Успешная продажа", YEAR)
                    .doesNotContain("." + YEAR);
            assertThat(seen(HEAD, card).select("tbody a").eachText())
                    .containsExactly("Тайное название", "SEO, второй год");
            // what is won is seen by those who work with clients and with documents
            assertThat(seen(ACCOUNT, card).select("tbody a").eachText()).containsExactly("Тайное название");
            assertThat(seen(OFFICE, card).select("tbody a").eachText()).containsExactly("Тайное название");
            assertThat(seen(OFFICE, card).select("tbody tr")).hasSize(2);
        }
    }

    @Test
    @DisplayName("S-1 D-10 whoever has bought may be sold to again from there, his name is in the form already")
    void repeat() {
        Document part = seen(MANAGER1, "company/" + firm);
        String form = part.select("button[data-dialog]").attr("data-dialog");
        Document dialog = as(MANAGER1).fragment(form);
        assertThat(dialog.select("input[name=companyId]").val()).isEqualTo(firm);
        assertThat(dialog.select("input[role=combobox]").eachAttr("value")).contains("Имя " + firm);
        assertThat(seen(OFFICE, "company/" + firm).select("button[data-dialog]"))
                .isEmpty();
        Document stranger = seen(MANAGER1, "company/stranger-" + UUID.randomUUID());
        assertThat(stranger.select("button[data-dialog]")).isEmpty();
        assertThat(stranger.select("section").hasAttr("hidden")).isTrue();
    }

    @Test
    @DisplayName(
            "S-1 who has not bought yet is refused at the field he was chosen in, with the way there is: a lead with him on it")
    void through_a_lead() {
        String stranger = "company/stranger-" + UUID.randomUUID();
        Answer refused = as(MANAGER1).send("/deals/quick", "title", "Первая покупка", "client", stranger);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("deal.repeat.new-client");
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("client");
        assertThat(refused.json().path("link").path("url").asString())
                .startsWith("/leads/new?client=company")
                .contains(stranger.substring("company/".length()), "title=");
        Answer whole = as(MANAGER1).send("/deals", "title", "Первая", "contactIds", "stranger");
        assertThat(whole.json().path("errors").path(0).path("field").asString()).isEqualTo("contactIds");
        // who enters no leads has no such way
        assertThat(as(ACCOUNT)
                        .send("/deals/quick", "title", "Первая", "client", stranger)
                        .json()
                        .has("link"))
                .isFalse();
    }
}
