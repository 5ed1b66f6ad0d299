package crm.ui.gallery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The kit's scripts in a real browser; skipped where no Chromium is installed. */
@SpringBootTest(classes = GalleryApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    int port;

    private Page page;
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium here");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setBaseURL("http://localhost:" + port))
                .newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("violates")) {
                errors.add(message.text());
            }
        });
    }

    @AfterEach
    void nothing_broke() {
        if (page != null) {
            page.context().close();
        }
        Assertions.assertThat(errors).isEmpty();
    }

    @Test
    @DisplayName("a card dragged to an allowed column moves there; the toast offers to undo it")
    void drag() {
        page.navigate("/sample/leads");
        drag("#card-l12", "#col-QUALIFICATION .c-cards");
        assertThat(page.locator("#col-QUALIFICATION #card-l12")).isVisible();
        assertThat(page.locator("#toasts")).containsText("Лид перенесён");
        assertThat(page.locator("#toasts button", new Page.LocatorOptions().setHasText("Отменить")))
                .isVisible();
    }

    @Test
    @DisplayName("a card cannot be dropped where it may not go")
    void not_allowed() {
        page.navigate("/sample/leads");
        drag("#card-l22", "#col-NEW .c-cards");
        assertThat(page.locator("#col-QUALIFICATION #card-l22")).isVisible();
    }

    @Test
    @DisplayName("a refusal puts the card back and says why")
    void refusal() {
        page.navigate("/sample/leads");
        drag("#card-l7", "#col-IN_WORK .c-cards");
        assertThat(page.locator("#toasts")).containsText("Не перенесён: у лида нет ответственного");
        assertThat(page.locator("#col-NEW #card-l7")).isVisible();
    }

    @Test
    @DisplayName("dragging shows the final stages; one that asks opens its dialog, Esc puts the card back")
    void dialog() {
        page.navigate("/sample/leads");
        assertThat(page.locator(".c-dropzones")).isHidden();
        drag("#card-l13", ".c-dropzone[data-stage=REJECTED]");
        assertThat(page.locator("#dialog")).isVisible();
        assertThat(page.locator("#dialog h2")).hasText("Отказ лида");
        page.keyboard().press("Escape");
        assertThat(page.locator("#dialog")).isHidden();
        assertThat(page.locator("#col-IN_WORK #card-l13")).isVisible();
    }

    @Test
    @DisplayName("«Переместить в…» does by the keyboard what dragging does")
    void keyboard() {
        page.navigate("/sample/leads");
        assertThat(page.locator("#move-menu")).isAttached(); // the board's script has run
        page.locator("#card-l16 a").first().focus();
        page.keyboard().press("m");
        assertThat(page.locator("#move-menu")).containsText("Отказ лида…");
        page.keyboard().press("1");
        assertThat(page.locator("#col-QUALIFICATION #card-l16")).isVisible();
    }

    @Test
    @DisplayName("the reasons are narrowed as one types, and the chosen one says what it needs")
    void reasons() {
        page.navigate("/sample/leads");
        page.locator("#card-l5 a").first().focus();
        page.keyboard().press("m");
        page.keyboard().press("3");
        page.locator("#dialog [data-narrow]").fill("отложена");
        assertThat(page.locator("#dialog .c-reason:visible")).hasCount(1);
        assertThat(page.locator("#dialog [name=returnOn]")).isDisabled();
        page.locator("#dialog .c-reason:visible").click();
        page.locator("#dialog .c-chip", new Page.LocatorOptions().setHasText("через месяц"))
                .click();
        assertThat(page.locator("#dialog [name=returnOn]")).hasValue("2026-12-23");
        assertThat(page.locator("#f-d-returnOn")).hasValue("23.12.2026");
        assertThat(page.locator("#dialog [type=submit]")).hasText("Отказать и напомнить");
    }

    @Test
    @DisplayName("a part whose service is away says so and leaves the rest alone")
    void away() {
        page.navigate("/sample/lead");
        assertThat(page.locator("[data-part=Документы] .c-away"))
                .containsText("Документы: временно недоступно, повторяем…");
        assertThat(page.locator("#timeline")).isVisible();
    }

    @Test
    @DisplayName("a row is edited in place")
    void in_place() {
        page.navigate("/sample/lead");
        page.locator("#f-city").selectOption("VPY");
        page.locator("#row-city [type=submit]").click();
        assertThat(page.locator("#row-city .c-value")).hasText("VPY");
    }

    @Test
    @DisplayName("a type-ahead suggests as one types; Enter chooses; the id is what is sent")
    void ahead() {
        page.navigate("/gallery");
        page.locator("#f-contact").fill("соколова");
        assertThat(page.locator("#f-contact-list [role=option]")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator("[name=contact]")).hasValue("c1");
        assertThat(page.locator("#f-contact")).hasValue("Соколова Ирина");
    }

    @Test
    @DisplayName("dates are typed and shown as people here write them")
    void dates() {
        page.navigate("/gallery");
        var shown = page.locator(".c-spec:nth-of-type(2) #f-d-dueAt");
        assertThat(shown).hasValue("24.11.2026 10:00");
        shown.fill("1.12.2026 9:30");
        assertThat(page.locator(".c-spec:nth-of-type(2) [name=dueAt]")).hasValue("2026-12-01T09:30");
    }

    @Test
    @DisplayName("the theme is changed at once and kept in a cookie")
    void theme() {
        page.navigate("/gallery");
        page.locator(".c-rail [data-theme-toggle]").click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
    }

    @Test
    @DisplayName("«/» searches, «?» explains, Esc closes")
    void keys() {
        page.navigate("/sample/leads");
        page.keyboard().press("/");
        assertThat(page.locator("#search")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#search")).isHidden();
        page.keyboard().press("?");
        assertThat(page.locator("#help")).isVisible();
    }

    @Test
    @DisplayName("nothing is wider than a phone's screen")
    void narrow() {
        page.setViewportSize(360, 740);
        for (String path : List.of("/sample/leads", "/sample/lead", "/sample/list", "/gallery", "/sample/problem")) {
            page.navigate(path);
            Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    @DisplayName("several colleagues are picked, and «@» in a comment names one")
    void people() {
        page.navigate("/sample/lead");
        page.locator("[data-show=compose-MEETING]").click();
        page.locator("#f-MEETING-participants").fill("соколова");
        assertThat(page.locator("#f-MEETING-participants-list [role=option]")).hasCount(1);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#compose-MEETING [name=participants]")).hasValue("c1");
        page.locator("[data-show=compose-COMMENT]").click();
        page.locator("#compose-COMMENT textarea").pressSequentially("Спроси @соко");
        assertThat(page.locator("#mentions [role=option]")).hasCount(2);
        page.keyboard().press("Enter");
        assertThat(page.locator("#compose-COMMENT textarea")).hasValue("Спроси @Соколова Ирина ");
        assertThat(page.locator("#compose-COMMENT [name=mentions]")).hasValue("c1");
    }

    @Test
    @DisplayName("a refused form stays as it was typed, with the field marked")
    void refused() {
        page.navigate("/sample/lead");
        page.locator("[data-show=compose-WAIT]").click();
        page.locator("#f-WAIT-dueOn").fill("01.03.2027");
        page.locator("#f-WAIT-text").fill("ждём ТЗ");
        page.locator("#compose-WAIT [type=submit]").click();
        assertThat(page.locator("#compose-WAIT .invalid-feedback")).containsText("не дольше месяца");
        assertThat(page.locator("#f-WAIT-dueOn")).hasValue("01.03.2027");
        assertThat(page.locator("#f-WAIT-text")).hasValue("ждём ТЗ");
    }

    @Test
    @DisplayName("what is typed into the composer outlives a reload")
    void draft() {
        page.navigate("/sample/lead");
        page.locator("#compose-COMMENT textarea").fill("Важное");
        page.reload();
        assertThat(page.locator("#compose-COMMENT textarea")).hasValue("Важное");
    }

    @Test
    @DisplayName("double click sends once")
    void once() {
        page.navigate("/sample/lead");
        int before = SamplePages.sent.get();
        page.locator("#compose-COMMENT textarea").fill("Один раз");
        page.locator("#compose-COMMENT [type=submit]").dblclick();
        assertThat(page.locator("#compose-COMMENT textarea")).hasValue("");
        Assertions.assertThat(SamplePages.sent.get() - before).isEqualTo(1);
    }

    @Test
    @DisplayName("what had no answer is sent again under the same key, other words and the next time under another one")
    void key() {
        List<String> keys = new ArrayList<>();
        page.navigate("/sample/lead");
        page.route("**/sample/activities", route -> {
            keys.add(route.request().headerValue("Idempotency-Key"));
            route.fulfill(new Route.FulfillOptions().setStatus(keys.size() < 3 ? 503 : 204));
        });
        Locator words = page.locator("#compose-COMMENT textarea");
        Locator send = page.locator("#compose-COMMENT [type=submit]");
        words.fill("Договорились");
        for (int attempt = 1; attempt <= 2; attempt++) {
            send.click();
            assertThat(page.locator("#toasts > *")).hasCount(attempt);
        }
        words.fill("Договорились на среду");
        send.click();
        assertThat(words).hasValue("");
        words.fill("Договорились на среду");
        send.click();
        assertThat(words).hasValue("");
        Assertions.assertThat(keys).hasSize(4).doesNotContainNull();
        Assertions.assertThat(keys.get(1)).isEqualTo(keys.get(0));
        Assertions.assertThat(keys.subList(1, 4)).doesNotHaveDuplicates();
    }

    private void drag(String card, String target) {
        BoundingBox from = page.locator(card).boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + 40);
        page.mouse().down();
        page.mouse()
                .move(
                        from.x + from.width / 2 + 10,
                        from.y + 50,
                        new com.microsoft.playwright.Mouse.MoveOptions().setSteps(4));
        BoundingBox to = page.locator(target).boundingBox();
        double x = to.x + to.width / 2;
        double y = to.y + Math.min(to.height / 2, 60);
        page.mouse().move(x, y - 6, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(12));
        page.mouse().move(x, y, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(4));
        page.waitForTimeout(150);
        page.mouse().up();
    }
}
