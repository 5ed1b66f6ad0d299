package crm.deals.page;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.ADMIN;
import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.NOBODY;
import static crm.testing.User.OFFICE;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.StandIns;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("The pages of deals")
class DealPagesTest {
    private static final String OPEN = "stage=PREPARING_OFFER&stage=PRESENTING_OFFER&stage=DECIDING&stage=CONTRACT";

    @LocalServerPort
    private int port;

    private Visitor as(User user) {
        return Visitor.as(user, port);
    }

    private String aDeal(String title) {
        return Visitor.aDeal(MANAGER1, title, port);
    }

    private static String word() {
        return "слово" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    @DisplayName("V-1 the board begins with the open stages in its address; without the chip all stages are shown")
    void board_address() {
        Answer bare = as(MANAGER1).open("/deals");
        assertThat(bare.status()).isEqualTo(302);
        assertThat(bare.header("Location")).isEqualTo("/deals?" + OPEN);
        assertThat(as(MANAGER1).open("/deals/list").header("Location")).isEqualTo("/deals/list?" + OPEN);
        assertThat(as(ACCOUNT).open("/deals").header("Location")).isEqualTo("/deals?stage=WON");
        Document board = as(MANAGER1).page("/deals?" + OPEN);
        assertThat(board.select(".c-col")).hasSize(4);
        String off = board.select(".c-chip-x").attr("href");
        assertThat(as(MANAGER1).page(off).select(".c-col")).hasSize(6);
        assertThat(board.select(".c-seg a").last().attr("href")).isEqualTo("/deals/list?" + OPEN);
    }

    @Test
    @DisplayName("L-8 sources are called as leads-service calls them now")
    void words_of_the_dictionary() {
        StandIns others = Stack.running().others();
        others.when("/api/leads/dictionaries", request -> new StandIns.Reply(200, """
                {"sources": [{"code": "EVENT", "label": "Выставки и ярмарки", "archived": false}], "cities": []}"""));
        try {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(as(MANAGER1)
                                    .page("/deals/list?stage=WON&source=EVENT")
                                    .select(".c-chip.is-set")
                                    .text())
                            .contains("Выставки и ярмарки"));
        } finally {
            others.forget("/api/leads/dictionaries");
        }
    }

    @Test
    @DisplayName("S-5 S-6 a column says count and exact sum, a card its client, badge, source and days")
    void board() {
        String word = word();
        String id = aDeal("<b>Сайт</b> " + word);
        as(MANAGER1).priced(aDeal("Второй " + word), 430200.5);
        as(MANAGER1).moved(id, "DECIDING");
        Document board = as(MANAGER1).page("/deals?" + OPEN + "&q=" + word);
        Element card = board.getElementById("card-" + id);
        assertThat(card.select(".c-card-title").text()).isEqualTo("<b>Сайт</b> " + word);
        assertThat(board.select(".c-card-title b")).isEmpty();
        assertThat(card.select(".c-card-sub").text()).isEqualTo("Имя company-1 · Имя irina");
        assertThat(card.select(".c-badge").text()).isEqualTo("нет суммы");
        assertThat(card.text()).contains("Рекомендация", "без задач", "0 дн");
        assertThat(card.select(".c-ava").attr("title")).isEqualTo("Анна Ковалёва");
        assertThat(card.attr("data-allowed")).contains("CONTRACT", "WON", "REJECTED");
        assertThat(card.attr("data-ask")).isEqualTo("WON REJECTED");
        Element head = board.getElementById("head-PREPARING_OFFER");
        assertThat(head.select(".c-col-n").text()).isEqualTo("1");
        assertThat(head.select(".c-col-sum").text()).isEqualTo("430 200,50 ₽");
        assertThat(head.select(".c-part-nums a").last().attr("href")).contains("due=none", "stage=PREPARING_OFFER");
        assertThat(board.select(".c-dropzone")).hasSize(2);
        assertThat(as(MANAGER2).page("/deals?q=" + word).select(".c-card")).isEmpty();
        assertThat(as(MANAGER1).page("/deals?due=none&q=" + word).select(".c-card"))
                .hasSize(2);
        assertThat(as(MANAGER1)
                        .page("/deals?due=planned&due=today&due=overdue&q=" + word)
                        .select(".c-card"))
                .isEmpty();
        assertThat(as(MANAGER1)
                        .page("/deals?q=" + word + "&sumFrom=430%20200%2C50")
                        .select(".c-card"))
                .hasSize(1);
        assertThat(as(MANAGER1).open("/deals?due=never").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("a column and a list bring the rest by the cursor, no card twice")
    void more() {
        String word = word();
        for (int i = 0; i < 52; i++) {
            Visitor.converted(MANAGER1, word + " " + i);
        }
        Awaitility.await()
                .until(() -> as(MANAGER1)
                        .page("/deals?stage=PREPARING_OFFER&q=" + word)
                        .select(".c-col-n")
                        .text()
                        .equals("52"));
        Document board = as(MANAGER1).page("/deals?stage=PREPARING_OFFER&q=" + word);
        assertThat(board.select(".c-card")).hasSize(50);
        assertThat(board.select(".c-col-n").text()).isEqualTo("52");
        Document rest = as(MANAGER1).fragment(board.select(".c-more").attr("hx-get"));
        assertThat(rest.select(".c-card")).hasSize(2);
        assertThat(rest.select(".c-more")).isEmpty();
        Set<String> ids = Set.copyOf(board.select(".c-card").eachAttr("id"));
        assertThat(ids).doesNotContainAnyElementsOf(rest.select(".c-card").eachAttr("id"));
        Document list = as(MANAGER1).page("/deals/list?q=" + word + "&sort=title");
        assertThat(list.select("#rows tr:not(.is-more)")).hasSize(50);
        String next = list.select("#rows tr.is-more").attr("hx-get");
        assertThat(as(MANAGER1).htmx().get(next).body()).contains("<tr").doesNotContain("<html", "is-more");
        assertThat(list.select("th[aria-sort=ascending] a").attr("href")).contains("sort=-title");
    }

    @Test
    @DisplayName("V-5 one card comes anew with the heads; 404 with the heads when it has left the filter")
    void one_card() {
        String word = word();
        String id = aDeal(word);
        String url = "/deals/board/cards/" + id + "?stage=PREPARING_OFFER&stage=DECIDING&q=" + word;
        Document card = as(MANAGER1).fragment(url);
        assertThat(card.getElementById("card-" + id)).isNotNull();
        assertThat(card.select("header[hx-swap-oob]")).hasSize(2);
        as(MANAGER1).moved(id, "CONTRACT");
        Answer gone = as(MANAGER1).htmx().get(url);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).contains("head-DECIDING").doesNotContain("card-" + id);
        Answer stranger = as(MANAGER2).htmx().get("/deals/board/cards/" + id + "?q=" + word);
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.body()).doesNotContain("card-" + id);
    }

    @Test
    @DisplayName("S-2 V-7 a move is posted and can be undone where going back asks for nothing")
    void moving() {
        String id = aDeal("Движение");
        String url = "/deals/" + id + "/stage";
        Answer moved = as(MANAGER1).send(url, "to", "DECIDING");
        assertThat(moved.status()).isEqualTo(204);
        assertThat(moved.header("HX-Trigger")).contains("deal/" + id, "\"to\":\"PREPARING_OFFER\"", url);
        assertThat(as(MANAGER1).send(url, "to", "DECIDING").code()).isEqualTo("deal.stage.no-such-step");
        assertThat(as(MANAGER2).send(url, "to", "CONTRACT").status()).isEqualTo(404);
        assertThat(as(MANAGER1).send(url, "to", "MOON").status()).isEqualTo(422);
        assertThat(as(MANAGER1).send(url).status()).isEqualTo(422);
    }

    @Test
    @DisplayName("S-7 L-13 rejection asks for its reason and says how many attempts there are")
    void rejecting() {
        String id = aDeal("Отказ");
        String url = "/deals/" + id + "/stage";
        Document dialog = as(MANAGER1).fragment(url + "?to=REJECTED");
        assertThat(dialog.select(".c-reason")).hasSize(15);
        assertThat(dialog.select(".c-reason:has([value=UNREACHABLE]) small").text())
                .isEqualTo("более 3х попыток дозвониться; сейчас на ленте 0 недозвонов, нужно ещё 4");
        assertThat(dialog.select("[value=POSTPONED]").attr("data-needs")).contains("date");
        Answer few = as(MANAGER1).send(url, "to", "REJECTED", "reason", "UNREACHABLE");
        assertThat(few.status()).isEqualTo(422);
        assertThat(few.json().path("errors").path(0).path("field").asString()).isEqualTo("reason");
        assertThat(as(MANAGER1)
                        .send(url, "to", "REJECTED", "reason", "OTHER")
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("comment");
        Answer done = as(MANAGER1).send(url, "to", "REJECTED", "reason", "BUDGET", "comment", "", "returnOn", "");
        assertThat(done.status()).isEqualTo(204);
        assertThat(done.header("HX-Trigger")).contains("undo", "\"to\":\"PREPARING_OFFER\"");
        assertThat(as(MANAGER1).page("/deals/" + id).select("#row-reason").text())
                .contains("бюджет его не устраивает");
    }

    @Test
    @DisplayName("S-3 winning names what is missing, takes the payment and wins")
    void winning() {
        String id = aDeal("Продажа");
        String url = "/deals/" + id + "/stage";
        Document blocked = as(MANAGER1).fragment(url + "?to=WON");
        assertThat(blocked.text()).contains("Нет ни одной услуги", "Нет оплаты");
        assertThat(blocked.select("a[href='/deals/" + id + "#deal-lines']")).hasSize(1);
        assertThat(as(MANAGER1).send(url, "to", "WON").code()).isEqualTo("deal.won.product-and-payment-required");
        as(MANAGER1).priced(id, 860400);
        Document dialog = as(MANAGER1).fragment(url + "?to=WON");
        assertThat(dialog.select("input[name=to]").val()).isEqualTo("WON");
        Answer wrong =
                as(MANAGER1).send(url, "to", "WON", "amount", "много", "paidOn", Visitor.TODAY, "document", "ПП 1");
        assertThat(wrong.json().path("errors").path(0).path("field").asString()).isEqualTo("amount");
        Answer won = as(MANAGER1)
                .send(url, "to", "WON", "amount", "430\u00a0200,00", "paidOn", Visitor.TODAY, "document", "ПП 1187");
        assertThat(won.status()).as(won.body()).isEqualTo(204);
        Document page = as(MANAGER1).page("/deals/" + id);
        assertThat(page.select(".c-step.is-now").text()).startsWith("Успешная продажа");
        assertThat(page.select(".c-step:not([disabled])")).hasSize(1);
        assertThat(page.select(".c-pay rect").attr("width")).isEqualTo("50.0");
        assertThat(page.select(".c-paid").text()).contains("со слов", "ПП 1187");
        assertThat(as(HEAD).fragment(url + "?to=CONTRACT").select("textarea[name=comment]"))
                .hasSize(1);
        assertThat(as(HEAD).send(url + "?to=CONTRACT", "comment", "ошибка").status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("S-4 all lines are saved together; a refusal names the field and changes nothing")
    void lines() {
        String id = aDeal("Услуги");
        String url = "/deals/" + id + "/lines";
        Answer saved = as(MANAGER1)
                .send(
                        url,
                        "lines[0].product",
                        "CUSTOM_SITE",
                        "lines[0].price",
                        "430\u00a0200,50",
                        "lines[0].quantity",
                        "1",
                        "lines[0].discount",
                        "",
                        "lines[0].cost",
                        "100000",
                        "lines[1].product",
                        "SEO",
                        "lines[1].price",
                        "1000,01",
                        "lines[1].quantity",
                        "3",
                        "lines[1].discount",
                        "12,5");
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(saved.header("HX-Trigger")).contains("deal/" + id);
        Document panel = Jsoup.parseBodyFragment(saved.body());
        assertThat(panel.select("[data-lines-total]").text()).isEqualTo("432 825,53 ₽");
        assertThat(panel.select("[name='lines[1].discount']").val()).isEqualTo("12,5");
        assertThat(panel.select("template [name='lines[0].product'] option")).hasSize(12);
        Answer refused =
                as(MANAGER1).send(url, "lines[0].product", "SEO", "lines[0].price", "дорого", "lines[0].quantity", "1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("lines[0].price");
        assertThat(as(MANAGER1)
                        .send(url, "lines[0].price", "1", "lines[0].quantity", "0")
                        .json()
                        .path("errors")
                        .size())
                .isEqualTo(2);
        assertThat(as(MANAGER1)
                        .page("/deals/" + id)
                        .select(".c-rec-facts .c-sum")
                        .text())
                .isEqualTo("432 825,53 ₽");
        assertThat(as(MANAGER1).send(url).status()).isEqualTo(200);
        assertThat(as(MANAGER1)
                        .fragment(url)
                        .select("tbody tr [data-line-total]")
                        .first()
                        .text())
                .isEmpty();
    }

    @Test
    @DisplayName("S-3 payments: entered «со слов», confirmed and voided by those who may")
    void payments() {
        String id = aDeal("Оплаты");
        String url = "/deals/" + id + "/payments";
        assertThat(as(MANAGER1).fragment(url + "/new").select("input[name=amount]"))
                .hasSize(1);
        assertThat(as(MANAGER1)
                        .send(url, "amount", "100", "paidOn", Visitor.TODAY, "document", "ПП 7")
                        .status())
                .isEqualTo(204);
        assertThat(as(MANAGER1)
                        .send(url, "amount", "", "paidOn", "", "document", "")
                        .json()
                        .path("errors")
                        .size())
                .isEqualTo(3);
        Document mine = as(MANAGER1).page("/deals/" + id);
        assertThat(mine.select(".c-paid [hx-post]")).isEmpty();
        assertThat(as(OFFICE).open("/deals/" + id).status()).isEqualTo(404);
        as(MANAGER1).moved(id, "CONTRACT");
        Document desk = as(OFFICE).page("/deals/" + id);
        String confirm = desk.select(".c-paid [hx-post]").attr("hx-post");
        assertThat(as(MANAGER1).send(confirm).status()).isEqualTo(403);
        assertThat(as(OFFICE).send(confirm).status()).isEqualTo(204);
        assertThat(as(MANAGER1).page("/deals/" + id).select(".c-paid").text()).contains("подтверждена");
        String voiding = desk.select(".c-paid [data-dialog]").attr("data-dialog");
        assertThat(as(OFFICE).fragment(voiding).select("textarea[name=comment]"))
                .hasSize(1);
        assertThat(as(OFFICE).send(voiding, "comment", " ").status()).isEqualTo(422);
        assertThat(as(OFFICE).send(voiding, "comment", "не та сделка").status()).isEqualTo(204);
        assertThat(as(MANAGER1).page("/deals/" + id).select(".c-paid.is-void").text())
                .contains("аннулирована", "не та сделка");
    }

    @Test
    @DisplayName("fields are edited in place; a refusal is named at the field")
    void fields() {
        String id = aDeal("Поля");
        String base = "/deals/" + id + "/fields/";
        assertThat(as(MANAGER1)
                        .fragment(base + "title/edit")
                        .select("input[name=title]")
                        .val())
                .isEqualTo("Поля");
        Answer saved = as(MANAGER1).send(base + "title", "title", "<script>x</script>");
        assertThat(saved.body()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(saved.header("HX-Trigger")).contains("deal/" + id);
        assertThat(as(MANAGER1).send(base + "title", "title", " ").status()).isEqualTo(422);
        assertThat(as(MANAGER1).send(base + "city", "city", "").status()).isEqualTo(200);
        assertThat(as(MANAGER1).send(base + "companyId", "companyId", "no-such").status())
                .isEqualTo(422);
        assertThat(as(MANAGER1)
                        .send(base + "companyId", "companyId", "company-2")
                        .body())
                .contains("Имя company-2");
        assertThat(as(MANAGER1).send(base + "stage", "stage", "WON").status()).isEqualTo(404);
        Document page = as(MANAGER1).page("/deals/" + id);
        assertThat(page.select("#row-title .c-value").text()).isEqualTo("<script>x</script>");
        assertThat(page.select(".c-crumb").text()).contains("С-");
        assertThat(page.select("#row-lead a").attr("href")).startsWith("/leads/");
        assertThat(page.select("#record-feed [data-part]").eachAttr("hx-get"))
                .containsExactly("/activities/compose?card=deal/" + id, "/activities/timeline?card=deal/" + id);
    }

    @Test
    @DisplayName("D-7 people are added from the directory, made the main one, taken away")
    void people() {
        String id = aDeal("Люди");
        String base = "/deals/" + id + "/contacts";
        assertThat(as(MANAGER1).fragment(base + "/new").select("[data-url='/contacts/suggest']"))
                .hasSize(1);
        assertThat(as(MANAGER1).send(base, "contactIds", "pavel").status()).isEqualTo(204);
        assertThat(as(MANAGER1).send(base, "contactIds", "").status()).isEqualTo(422);
        assertThat(as(MANAGER1).send(base, "contactIds", "no-such").status()).isEqualTo(422);
        assertThat(as(MANAGER1).fragment(base + "/pavel/main").text()).contains("Имя pavel");
        assertThat(as(MANAGER1).send(base + "/pavel/main").status()).isEqualTo(204);
        Document page = as(MANAGER1).page("/deals/" + id);
        assertThat(page.select(".c-person:contains(основной)").text()).contains("Имя pavel");
        assertThat(as(MANAGER1).send(base + "/irina/remove").status()).isEqualTo(204);
        assertThat(as(MANAGER1).page("/deals/" + id).select(".c-person")).hasSize(1);
        assertThat(as(MANAGER1).send(base + "/nobody/main").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("P-1 P-2 each role gets its pages, and no control it may not use")
    void roles() {
        String word = word();
        String id = aDeal(word);
        as(MANAGER1).priced(id, 10);
        for (User user : List.of(ADMIN, OPERATOR, NOBODY)) {
            assertThat(as(user).open("/deals").status()).as(user.name()).isEqualTo(403);
            assertThat(as(user).open("/deals/list?q=x").status()).isEqualTo(403);
            assertThat(as(user).open("/deals/" + id).status()).isEqualTo(404);
            assertThat(as(user).open("/deals/search?q=x").status()).isEqualTo(403);
        }
        for (User user : List.of(MANAGER2, OFFICE, ACCOUNT)) {
            Answer page = as(user).open("/deals/" + id);
            assertThat(page.status()).as(user.name()).isEqualTo(404);
            assertThat(page.body()).contains("<html").doesNotContain(word);
            assertThat(as(user).htmx()
                            .get("/deals/" + id + "/stage?to=REJECTED")
                            .status())
                    .isEqualTo(404);
        }
        as(MANAGER1).paid(id, 10, "1");
        as(MANAGER1).moved(id, "WON");
        for (User user : List.of(HEAD, DIRECTOR)) {
            Document page = as(user).page("/deals/" + id);
            assertThat(page.select("[data-dialog$=/responsible]")).isNotEmpty();
            assertThat(page.select(".c-step:not([disabled])")).hasSize(5);
            assertThat(as(user).page("/deals?q=" + word).select("#filter-responsible"))
                    .hasSize(1);
        }
        Document own = as(MANAGER1).page("/deals/" + id);
        assertThat(own.select("[data-dialog$=/responsible], .c-paid [data-dialog]"))
                .isEmpty();
        assertThat(own.select("[data-edit]")).hasSize(3);
        assertThat(as(MANAGER1).htmx().get("/deals/" + id + "/responsible").status())
                .isEqualTo(403);
        for (User user : List.of(ACCOUNT, OFFICE)) {
            Document page = as(user).page("/deals/" + id);
            assertThat(page.select("[data-edit], [data-line-add], .c-group-act button, #row-lead, .c-person button"))
                    .as(user.name())
                    .isEmpty();
            assertThat(page.select(".c-step:not([disabled])")).hasSize(1);
            assertThat(as(user).htmx().get("/deals/" + id + "/contacts/new").status())
                    .isEqualTo(403);
            assertThat(as(user).htmx()
                            .get("/deals/" + id + "/fields/title/edit")
                            .status())
                    .isEqualTo(403);
            assertThat(as(user).htmx()
                            .get("/deals/" + id + "/stage?to=CONTRACT")
                            .status())
                    .isEqualTo(403);
            assertThat(as(user).page("/deals?stage=WON&q=" + word).select("[data-move-url]"))
                    .isEmpty();
            assertThat(as(user).page("/deals/list?q=" + word).text()).contains(word);
        }
        assertThat(as(ACCOUNT).page("/deals/" + id).select("[data-dialog$=/payments/new], .c-paid button"))
                .isEmpty();
        assertThat(as(OFFICE).page("/deals/" + id).select(".c-paid button")).hasSize(2);
    }

    @Test
    @DisplayName("the head hands a deal over in a dialog")
    void assigning() {
        String id = aDeal("Передача");
        String url = "/deals/" + id + "/responsible";
        Awaitility.await().until(() -> as(HEAD).fragment(url).select(".c-pick").size() == 5);
        assertThat(as(HEAD).fragment(url).select("[checked]").val()).isEqualTo(MANAGER1.id());
        assertThat(as(HEAD).send(url, "employeeId", OPERATOR.id()).status()).isEqualTo(422);
        assertThat(as(HEAD).send(url).status()).isEqualTo(422);
        assertThat(as(MANAGER1).send(url, "employeeId", MANAGER2.id()).status()).isEqualTo(403);
        assertThat(as(HEAD).send(url, "employeeId", MANAGER2.id()).status()).isEqualTo(204);
        assertThat(as(MANAGER1).open("/deals/" + id).status()).isEqualTo(404);
        assertThat(as(HEAD).send(url, "employeeId", "").status()).isEqualTo(204);
        assertThat(as(HEAD).page("/deals/" + id).select(".c-rec-facts").text()).contains("ничей");
    }

    @Test
    @DisplayName("L-0 V-6 the search finds by words and by the number as it is spoken")
    void search() {
        String word = word();
        String id = aDeal("Поиск " + word);
        String number =
                as(MANAGER1).page("/deals/" + id).select(".c-crumb .c-num").text();
        assertThat(as(MANAGER1)
                        .fragment("/deals/search?q=" + word)
                        .select("a.c-hit")
                        .attr("href"))
                .isEqualTo("/deals/" + id);
        String spoken = URLEncoder.encode(number, StandardCharsets.UTF_8);
        assertThat(as(MANAGER1)
                        .fragment("/deals/search?q=" + spoken)
                        .select("a.c-hit")
                        .eachAttr("href"))
                .contains("/deals/" + id);
        assertThat(as(MANAGER1).htmx().get("/deals/search?q=").body()).isBlank();
        assertThat(as(MANAGER2).htmx().get("/deals/search?q=" + word).body()).isBlank();
    }

    @Test
    @DisplayName("no page has a style, a script or a handler of its own")
    void nothing_inline() {
        String id = aDeal("Чистота");
        as(MANAGER1).priced(id, 10);
        as(MANAGER1).paid(id, 10, "1");
        List<String> pages = List.of(
                "/deals?" + OPEN,
                "/deals/list?" + OPEN,
                "/deals/" + id,
                "/deals/" + id + "/stage?to=REJECTED",
                "/deals/" + id + "/stage?to=WON",
                "/deals/" + id + "/responsible",
                "/deals/" + id + "/contacts/new",
                "/deals/" + id + "/payments/new",
                "/deals/" + id + "/lines");
        for (String url : pages) {
            Document page = as(HEAD).page(url);
            assertThat(page.select("style, script:not([src]), [style], [hx-on], [hx-vals^=js]"))
                    .as(url)
                    .isEmpty();
            assertThat(page.getAllElements().stream()
                            .flatMap(element -> element.attributes().asList().stream())
                            .map(attribute -> attribute.getKey())
                            .filter(name ->
                                    name.startsWith("on") || name.startsWith("hx-on") || name.startsWith("th:")))
                    .as(url)
                    .isEmpty();
            assertThat(page.select("[hx-trigger*='[']")).isEmpty();
        }
    }
}
