package crm.documents.document;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;

import crm.documents.Origin;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.User;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("The pages of documents")
class DocumentPagesTest {
    @LocalServerPort
    private int port;

    private Caller browser(User user) {
        return Caller.as(user, port).with("Accept", "text/html");
    }

    private Answer order(Origin deal) {
        return browser(MANAGER1)
                .with("HX-Request", "true")
                .form("/documents", "card=" + deal.card() + "&kind=CONTRACT_SEO");
    }

    private Document page(User user, String path) {
        Answer answer = browser(user).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    @Test
    @DisplayName(
            "G-1 from the deal's card: dialog, document, the card is drawn anew, list, page with preview and upload")
    void from_the_card() {
        Origin deal = Origin.of("Нэйм", MANAGER1);
        Document part = page(MANAGER1, "/documents/of?card=" + deal.card());
        assertThat(part.text()).contains("Документов пока нет");
        String create = part.select("[data-dialog]").attr("data-dialog");
        assertThat(page(MANAGER1, create).select("select[name=kind] option").eachText())
                .contains("Договор: продвижение (SEO)");
        Answer made = order(deal);
        assertThat(made.status()).as(made.body()).isEqualTo(204);
        assertThat(made.header("HX-Trigger")).contains("deal/" + deal.id());

        part = page(MANAGER1, "/documents/of?card=" + deal.card());
        assertThat(part.select(".c-doc")).hasSize(1);
        assertThat(part.select(".c-doc").text()).contains("Договор SEO № SEO-", "версия 1");
        assertThat(part.select(".c-doc-acts a").eachText()).containsExactly("DOCX", "PDF");
        String url = part.select(".c-doc a.c-strong").attr("href");
        assertThat(page(MANAGER1, "/documents").select("a[href=" + url + "]")).isNotEmpty();

        Document document = page(MANAGER1, url);
        assertThat(document.select("iframe").attr("src")).endsWith("/versions/1.pdf?inline=true");
        assertThat(document.select("input[type=file]").attr("name")).isEqualTo("file");
        String upload = document.select("form[hx-post]").attr("hx-post");
        byte[] docx = new FileCaller(MANAGER1, port)
                .get(document.select("a[href$=.docx]").attr("href"))
                .body();
        var revised = new FileCaller(MANAGER1, port).upload(upload, "договор.docx", docx, Map.of("HX-Request", "true"));
        assertThat(revised.statusCode()).isEqualTo(204);
        var refused = new FileCaller(MANAGER1, port)
                .upload(upload, "договор.docx", "мусор".getBytes(StandardCharsets.UTF_8), Map.of("HX-Request", "true"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("\"field\":\"file\"");
        assertThat(page(HEAD, url).select("iframe").attr("src")).endsWith("/versions/2.pdf?inline=true");
    }

    @Test
    @DisplayName("G-2 each missing requisite has its line, with a link to where it is filled in")
    void missing() {
        Origin deal = Origin.of("Пусто", MANAGER1).without("inn", "actsOnBasis").withoutLines();
        Answer refused = order(deal);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("text/html");
        Document dialog = Jsoup.parse(refused.body());
        assertThat(dialog.select("li").eachText())
                .hasSize(3)
                .anyMatch(line -> line.contains("Не заполнено: ИНН"))
                .anyMatch(line -> line.contains("В сделке нет услуг"));
        assertThat(dialog.select("a").eachAttr("href"))
                .containsExactly(
                        "/deals/" + deal.id() + "#deal-lines",
                        "/companies/" + deal.company() + "#row-requisites.inn",
                        "/companies/" + deal.company() + "#row-requisites.actsOnBasis");
    }

    @Test
    @DisplayName("lists are found by number and by client, page by page")
    void list() {
        Origin deal = Origin.of("Поиск", MANAGER1);
        order(deal);
        order(deal);
        String number = page(MANAGER1, "/documents/of?card=" + deal.card())
                .select(".c-doc a.c-strong")
                .first()
                .text()
                .replaceFirst(".*№ ", "");
        assertThat(page(MANAGER1, "/documents?q=" + number).select("#rows tr")).hasSize(1);
        assertThat(page(MANAGER1, "/documents?q=" + number.replaceFirst("^SEO-\\d+-0*", ""))
                        .text())
                .contains(number);
        assertThat(page(MANAGER1, "/documents?q=%D1%80%D0%BE%D0%BC%D0%B0%D1%88%D0%BA&limit=1")
                        .select("tr.is-more")
                        .attr("hx-get"))
                .startsWith("/documents/more?");
        assertThat(page(MANAGER1, "/documents?q=nothing").text()).contains("Ничего не найдено");
        assertThat(page(HEAD, "/documents/numbers").text()).contains(number, "выдан");
    }
}
