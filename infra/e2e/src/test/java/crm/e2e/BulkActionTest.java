package crm.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@Tag("long")
@DisplayName("V-4 Something asked of many leads at once, in the browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BulkActionTest {
    private static final int MANY = 45;
    private static final int AS_MANY_AS_A_CRASH_NEEDS = 400;

    @AutoClose
    private static final Browser browser = new Browser();

    private final Api anna = Api.as("manager1");
    private final String mark = "zb" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");

    private List<String> leads(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> anna.post("/api/leads", Map.of("title", mark + " " + i, "source", "OUTBOUND_CALL"))
                        .text("id"))
                .toList();
    }

    private String list() {
        return "/leads/list?q=" + mark;
    }

    /** All that the filter shows is asked to go into work. */
    private void ask(Page page) {
        page.locator("[data-pick-all]").check();
        Locator all = page.locator("[data-bulk-everything]");
        if (all.count() > 0) {
            all.click();
        }
        page.locator("[data-bulk] button", new Page.LocatorOptions().setHasText("Стадия"))
                .click();
        page.locator("#dialog [name=to][value=IN_WORK]").check();
        page.locator("#dialog footer .btn-primary").click();
    }

    private long inWork() {
        return anna.get("/api/leads?limit=1&stage=IN_WORK&q=" + mark)
                .json()
                .path("total")
                .asLong();
    }

    @Test
    @Order(1)
    @DisplayName("ui.md 12 it goes on by itself, is left and come back to, says what came of it, and is put away")
    void left_and_come_back_to() {
        leads(MANY);
        Page page = browser.at("manager1", list());
        ask(page);
        assertThat(page.locator(".c-toast")).containsText("Начато: " + MANY);
        // the newest stands first, what others left there may follow
        Locator action = page.locator(".c-bulk-action:has(a[href*='" + mark + "'], .c-progress)");
        assertThat(action).containsText("Смена стадии");
        browser.shot(page, "bulk-running");
        page.navigate(Stack.running().url() + "/deals/list");
        page.navigate(Stack.running().url() + "/leads/list");
        assertThat(action).containsText("Перемещено " + MANY);
        browser.picture(page, "bulk-done");
        action.locator("a").click();
        assertThat(page.locator("main")).containsText(mark + " 1");
        action.locator("[aria-label='Убрать с экрана']").click();
        assertThat(action).hasCount(0);
        page.reload();
        browser.settle(page);
        assertThat(action).hasCount(0);
        assertThat(inWork()).isEqualTo(MANY);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @Order(2)
    @DisplayName("after kill -9 in the middle of it every lead is moved, and none of them twice")
    void killed() {
        List<String> leads = leads(AS_MANY_AS_A_CRASH_NEEDS);
        Page page = browser.at("manager1", list());
        ask(page);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> inWork() > AS_MANY_AS_A_CRASH_NEEDS / 10);
        Stack.running().crm("kill", "leads-service");
        Stack.running().crm("restart", "leads-service");
        await().atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(inWork()).isEqualTo(AS_MANY_AS_A_CRASH_NEEDS));
        for (String lead : leads) {
            long moves = anna.get("/api/leads/" + lead + "/history")
                    .json()
                    .path("items")
                    .valueStream()
                    .filter(entry -> entry.toString().contains("StageChanged"))
                    .count();
            assertThat(moves).as(lead).isEqualTo(1);
        }
        page.navigate(Stack.running().url() + list());
        assertThat(page.locator(".c-bulk-action").first()).containsText("Перемещено " + AS_MANY_AS_A_CRASH_NEEDS);
    }
}
