package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Not a test: {@code ./crm pictures} takes the README's pictures of a running stack, best of the demo department. */
@Tag("pictures")
@DisplayName("Pictures")
class Pictures {
    @AutoClose
    private static final Browser browser = new Browser();

    @Test
    @DisplayName("of the boards, cards, reports and the dashboard")
    void take() {
        Page head = browser.loggedIn("head");
        keep(head, "/leads", "board");
        keep(head, "/reports/funnel?from=2026-01-01", "funnel");
        Page anna = browser.loggedIn("manager1");
        keep(anna, "/my-day", "my-day");
        keep(anna, first("/api/deals?stage=WON&limit=1", "/deals/"), "deal");
        Browser.narrow(anna);
        show(anna, first("/api/leads?stage=IN_WORK&limit=1", "/leads/"));
        Browser.theme(anna, "dark");
        picture(anna, "lead-phone");
        keep(browser.loggedIn("admin"), "/admin/leads-service", "admin");
    }

    /** The page of the first card of a list. */
    private static String first(String list, String page) {
        var card = Api.as("manager1").get(list).json().path("items").path(0).path("id");
        assertThat(card.isString())
                .as("no cards here: start with ./crm up --demo")
                .isTrue();
        return page + card.asString();
    }

    private static void keep(Page page, String path, String name) {
        show(page, path);
        picture(page, name);
    }

    private static void show(Page page, String path) {
        page.navigate(Stack.running().url() + path);
        browser.settle(page);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setType(ScreenshotType.PNG)
                .setPath(Path.of("../../docs/images", name + ".png")));
    }
}
