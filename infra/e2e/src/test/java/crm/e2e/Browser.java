package crm.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Headless Chromium, one for a test class; each user has a context of his own. Pictures go to {@code target/screens}. */
final class Browser implements AutoCloseable {
    private static final Path SCREENS = Path.of("target/screens");
    private static final int PATIENCE_MS = 15_000;
    private static final int LOOKS = 150;
    private static final int LOOK_EVERY_MS = 100;
    private static final int COLOURS_CHANGE_MS = 200;
    private static final int ZONES_COME_OUT_MS = 300;
    private static final String AWAY = "main .c-away";
    private static final String WAITING = "document.querySelectorAll("
            + "'main .c-part-wait, main [aria-busy=true], main .htmx-request, dialog[open] .c-dialog-wait').length";

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> faults = new ArrayList<>();

    Browser() {
        // services that have just started are slow
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    private static Path executable() {
        String named = System.getenv("CHROMIUM");
        return Stream.of(
                        named == null ? "/usr/bin/chromium" : named,
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium: apt-get install chromium, or set CHROMIUM"));
    }

    /** Logs in through Keycloak as a user would; his password is his name. */
    Page loggedIn(String user) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                // colours change at once, so that a theme is judged and drawn as it is
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("ru-RU")
                .setTimezoneId("Europe/Moscow"));
        context.setDefaultTimeout(30_000);
        Page page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            // an answer of 4xx is told as an error too, and is often what a test asks for
            boolean error = message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource")
                    && !message.text().startsWith("Response Status Error Code 4");
            if (error || message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.navigate(Stack.running().url() + "/");
        page.fill("#username", user);
        page.fill("#password", user);
        page.click("#kc-login");
        page.waitForSelector(".c-rail");
        return page;
    }

    /** A page of the system, to somebody who has just logged in. */
    Page at(String user, String path) {
        Page page = loggedIn(user);
        page.navigate(Stack.running().url() + path);
        return page;
    }

    /** Keeps the page as it looks: wide and narrow, light and dark. */
    void picture(Page page, String name) {
        shot(page, name + "-1440");
        narrow(page);
        shot(page, name + "-390");
        theme(page, "dark");
        shot(page, name + "-390-dark");
        wide(page);
        shot(page, name + "-1440-dark");
        theme(page, "light");
    }

    /** Takes a card by the hand and lets it go on this column or zone. */
    void drag(Page page, Locator card, String target) {
        BoundingBox from = null;
        for (int look = 0; from == null && look < LOOKS; look++) {
            // waits until nothing redraws it, which it may yet be right after
            card.hover();
            from = card.boundingBox();
        }
        Objects.requireNonNull(from);
        double x = from.x + from.width / 2;
        page.mouse().move(x, from.y + 40);
        page.mouse().down();
        page.mouse().move(x + 10, from.y + 50, new Mouse.MoveOptions().setSteps(4));
        // the zones of the final stages come out when a card is lifted
        PlaywrightAssertions.assertThat(page.locator(target)).isVisible();
        page.waitForTimeout(ZONES_COME_OUT_MS);
        BoundingBox to = page.locator(target).boundingBox();
        double y = to.y + Math.min(to.height / 2, 60);
        page.mouse().move(to.x + to.width / 2, y - 6, new Mouse.MoveOptions().setSteps(12));
        page.mouse().move(to.x + to.width / 2, y, new Mouse.MoveOptions().setSteps(4));
        page.waitForTimeout(150);
        page.mouse().up();
    }

    /** Lets the parts other services draw arrive, also those that ask again; fails when one of them stays away. */
    void settle(Page page) {
        for (int look = 0; look < LOOKS; look++) {
            page.waitForTimeout(LOOK_EVERY_MS);
            if (page.evaluate(WAITING).equals(0) && page.locator(AWAY).count() == 0) {
                return;
            }
        }
        throw new AssertionError("still waiting for %s parts of %s, away are %s"
                .formatted(
                        page.evaluate(WAITING), page.url(), page.locator(AWAY).allInnerTexts()));
    }

    /** The picture of what is seen now, in {@code target/screens}. */
    void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    }

    static void theme(Page page, String theme) {
        page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme);
        page.waitForTimeout(COLOURS_CHANGE_MS);
    }

    static void wide(Page page) {
        page.setViewportSize(1440, 900);
    }

    static void narrow(Page page) {
        page.setViewportSize(390, 844);
    }

    /** Script errors and violations of the content policy so far. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
