package crm.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = GalleryApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class KitTest {

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest(name = "{0}")
    @DisplayName("a page holds nothing a strict content policy forbids, and is well put together")
    @ValueSource(
            strings = {
                "/gallery",
                "/sample/leads",
                "/sample/deals",
                "/sample/lead",
                "/sample/list",
                "/sample/problem",
                "/nowhere"
            })
    void pages_are_clean(String path) throws Exception {
        var page = page(path);

        assertThat(page.select("[style], style, [onclick], [onchange], [onload], [onsubmit], [hx-on], base"))
                .isEmpty();
        for (Element script : page.select("script")) {
            assertThat(script.attr("src")).startsWith("/assets/v-");
            assertThat(script.data()).isEmpty();
        }
        assertThat(page.html()).doesNotContain("th:", "c:icon", "${", "??", "__$");
        var ids = new TreeSet<String>();
        for (Element element : page.select("[id]")) {
            if (!path.equals("/gallery")) {
                assertThat(ids.add(element.id()))
                        .as("id %s stands once", element.id())
                        .isTrue();
            }
        }
        for (Element label : page.select("label[for]")) {
            assertThat(page.getElementById(label.attr("for")))
                    .as("label for %s", label.attr("for"))
                    .isNotNull();
        }
        for (Element button : page.select("button, a[href]")) {
            boolean named = !button.text().isBlank()
                    || button.hasAttr("aria-label")
                    || button.hasAttr("aria-hidden")
                    || button.hasAttr("tabindex");
            assertThat(named).as("a name for %s", button.outerHtml()).isTrue();
        }
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("ru");
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("main")).hasSize(1);
    }

    @Test
    @DisplayName("every icon and every file a page asks for is there, and may be kept for ever")
    void assets_are_there() throws Exception {
        var page = page("/gallery");
        var icons = body(page.selectFirst("use").attr("href").replaceFirst("#.*", ""))
                .body();
        for (String path : new String[] {
            "/gallery", "/sample/leads", "/sample/lead", "/sample/list", "/sample/deals", "/sample/problem"
        }) {
            for (Element use : page(path).select("use")) {
                assertThat(icons).contains("id=\"" + use.attr("href").replaceFirst(".*#", "") + "\"");
            }
        }
        for (Element file : page.select("link[rel=stylesheet], script[src]")) {
            var answer = body(file.hasAttr("src") ? file.attr("src") : file.attr("href"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        }
        assertThat(body("/assets/v-0123/js/board.js").statusCode()).isEqualTo(200);
        assertThat(body("/assets/v-0123/css/../../../application.yml").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    @DisplayName("the board shows counts, exact sums, the bar of four parts, and where each card may go")
    void board() throws Exception {
        var leads = page("/sample/leads");
        assertThat(leads.selectFirst("#col-NEW .c-col-n").text()).isEqualTo("38");
        assertThat(leads.select("#col-NEW .c-part-nums a").eachText()).containsExactly("9", "8", "4", "17");
        var card = leads.getElementById("card-l11");
        assertThat(card.attr("data-allowed")).isEqualTo("QUALIFICATION CONVERTED REJECTED");
        assertThat(card.attr("data-ask")).isEqualTo("CONVERTED REJECTED");
        assertThat(plain(card.text())).contains("просрочено 2 дн", "12 дн", "Сайт");
        assertThat(leads.select(".c-dropzone").eachText()).containsExactly("Сконвертировать", "Отказ лида");
        assertThat(plain(page("/sample/deals")
                        .selectFirst("#col-DECIDING .c-col-sum")
                        .text()))
                .isEqualTo("10 916 250,25 ₽");
    }

    @Test
    @DisplayName("a refused form keeps what was typed and marks the field")
    void form() throws Exception {
        var field = page("/gallery").getElementById("f-phone");
        assertThat(field.val()).isEqualTo("12");
        assertThat(field.hasClass("is-invalid")).isTrue();
        assertThat(field.attr("aria-describedby")).isEqualTo("f-phone-about");
        assertThat(page("/gallery").getElementById("f-phone-about").text()).contains("Такого номера не бывает");
    }

    @Test
    @DisplayName("the page hands on the token and the theme")
    void shell() throws Exception {
        assertThat(page("/gallery").selectFirst("meta[name=csrf-token]").attr("content"))
                .isEqualTo("token-1");
        assertThat(page("/gallery?theme=dark").selectFirst("html").attr("data-bs-theme"))
                .isEqualTo("dark");
        assertThat(page("/gallery").select(".c-rail-link[aria-current]").eachText())
                .containsExactly("Лиды");
    }

    @Test
    @DisplayName("an unknown page says so in the product's look, a failed one gives the code for support")
    void problems() throws Exception {
        assertThat(page("/nowhere").text()).contains("Такой страницы нет");
        assertThat(page("/sample/problem").text()).contains("Временно недоступно", "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private Document page(String path) throws IOException, InterruptedException {
        return Jsoup.parse(body(path).body());
    }

    private HttpResponse<String> body(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html,*/*")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
