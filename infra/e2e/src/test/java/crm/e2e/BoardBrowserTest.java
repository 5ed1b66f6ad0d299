package crm.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@DisplayName("Boards and lists in the browser")
class BoardBrowserTest {
    @AutoClose
    private static final Browser browser = new Browser();

    private static String word() {
        return "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
    }

    private static String aLead(String title) {
        Api.Answer made = Api.as("manager1").post("/api/leads", Map.of("title", title, "source", "OUTBOUND_CALL"));
        assertThat(made.status()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private static void moved(String lead, String to) {
        assertThat(Api.as("manager1")
                        .post("/api/leads/" + lead + "/stage", Map.of("to", to))
                        .status())
                .isEqualTo(200);
    }

    private static String stage(String lead) {
        return Api.as("head").get("/api/leads/" + lead).json().path("stage").asString();
    }

    private static Locator column(Page page, String code) {
        return page.locator("#col-" + code);
    }

    /** «m» on a card; pressed again when the page was not listening yet, as right after a start. */
    private static void menu(Page page, Locator card) {
        for (int attempt = 0; attempt < 20 && !page.locator("#move-menu").isVisible(); attempt++) {
            card.locator(".c-card-title a").focus();
            page.keyboard().press("m");
            page.waitForTimeout(500);
        }
        assertThat(page.locator("#move-menu")).isVisible();
    }

    @Test
    @DisplayName(
            "ui.md 4 V-7 «Переместить в…» by the keyboard, also through its dialog; a mistaken move is taken back by the toast")
    void keyboard_and_undo() {
        String title = word();
        String lead = aLead(title);
        moved(lead, "IN_WORK");
        Page page = browser.at("manager1", "/leads?stage=NEW&stage=IN_WORK&stage=QUALIFICATION&q=" + title);
        Locator card = page.locator("#card-" + lead);
        menu(page, card);
        page.locator("#move-menu")
                .getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName("Квалификация"))
                .click();
        assertThat(column(page, "QUALIFICATION").locator("#card-" + lead)).isVisible();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Отменить").setExact(true))
                .click();
        assertThat(column(page, "IN_WORK").locator("#card-" + lead)).isVisible();
        assertThat(stage(lead)).isEqualTo("IN_WORK");

        menu(page, card);
        page.locator("#move-menu")
                .getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName("Отказ"))
                .click();
        Locator dialog = page.locator("#dialog");
        dialog.locator("[name=reason][value=TOO_SMALL]").check();
        dialog.locator("footer .btn-primary").click();
        assertThat(card).isHidden();
        assertThat(stage(lead)).isEqualTo("REJECTED");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Отменить").setExact(true))
                .click();
        assertThat(column(page, "IN_WORK").locator("#card-" + lead)).isVisible();
    }

    @Test
    @DisplayName("V-7 what somebody else did since is not taken back")
    void not_over_others() {
        String title = word();
        String lead = aLead(title);
        moved(lead, "IN_WORK");
        Page page = browser.at("manager1", "/leads?stage=IN_WORK&stage=QUALIFICATION&q=" + title);
        menu(page, page.locator("#card-" + lead));
        page.locator("#move-menu button").first().click();
        Locator undo = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Отменить").setExact(true));
        assertThat(undo).isVisible();
        assertThat(Api.as("head")
                        .send("PATCH", "/api/leads/" + lead, Map.of("comment", "переговорил сам"))
                        .status())
                .isEqualTo(200);
        undo.click();
        assertThat(page.locator(".c-toast.is-bad")).containsText("уже изменил кто-то другой");
        assertThat(stage(lead)).isEqualTo("QUALIFICATION");
    }

    @Test
    @DisplayName("V-1 V-5 by due date: a card goes to its column when something is planned on it")
    void by_due() {
        String title = word();
        String lead = aLead(title);
        Page page = browser.at("manager1", "/leads?stage=NEW&q=" + title);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("По срокам"))
                .first()
                .click();
        assertThat(column(page, "NONE").locator("#card-" + lead)).isVisible();
        page.navigate(Stack.running().url() + "/leads?by=due&q=" + title);
        String later =
                java.time.Instant.now().plus(java.time.Duration.ofDays(9)).toString();
        assertThat(Api.as("manager1")
                        .post("/api/activities", Map.of("card", "lead/" + lead, "type", "TASK", "dueAt", later))
                        .status())
                .isEqualTo(201);
        assertThat(column(page, "LATER").locator("#card-" + lead)).isVisible();
        assertThat(page.locator("#head-NONE .c-col-n")).hasText("0");
    }

    @Test
    @DisplayName(
            "V-1 T-3 by due date: let go on a day, a card asks what is planned or why it is put off; «отмена» puts it back")
    void dragged_to_a_day() {
        String title = word();
        String lead = aLead(title);
        Page page = browser.at("manager1", "/leads?by=due&q=" + title);
        Locator card = page.locator("#card-" + lead);
        Locator dialog = page.locator("#dialog");
        browser.drag(page, card, "#col-TOMORROW .c-cards");
        assertThat(dialog).containsText("Запланировать дело");
        browser.picture(page, "due-planning");
        dialog.locator("[data-close]").last().click();
        assertThat(column(page, "NONE").locator("#card-" + lead)).isVisible();

        browser.drag(page, card, "#col-TOMORROW .c-cards");
        dialog.locator("[name=text]").fill("Перезвонить");
        dialog.locator("footer .btn-primary").click();
        assertThat(column(page, "TOMORROW").locator("#card-" + lead)).isVisible();

        browser.drag(page, card, "#col-OVERDUE .c-cards");
        assertThat(dialog).not().isVisible();
        assertThat(column(page, "TOMORROW").locator("#card-" + lead)).isVisible();

        menu(page, card);
        Locator menu = page.locator("#move-menu");
        assertThat(menu).containsText("Позже");
        assertThat(menu).not().containsText("Завтра");
        menu.getByText("Позже").click();
        assertThat(dialog).containsText("Перенести: Звонок");
        assertThat(dialog.locator("[name=kind]:checked")).hasCount(0);
        dialog.locator("[name=kind][value=noAnswer]").check();
        browser.shot(page, "due-rescheduling");
        dialog.locator("footer .btn-primary").click();
        assertThat(column(page, "LATER").locator("#card-" + lead)).isVisible();
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @DisplayName(
            "V-3 V-4 a filter gets a name, columns are chosen, picked rows change their stage, the rows go out as a file")
    void list() throws IOException {
        String title = word();
        String one = aLead(title + " один");
        String two = aLead(title + " два");
        Page page = browser.at("manager1", "/leads/list?stage=NEW&stage=IN_WORK&q=" + title);
        Locator dialog = page.locator("#dialog");
        page.getByText("Сохранить вид").click();
        dialog.locator("[name=name]").fill("Вид " + title);
        page.keyboard().press("Enter");
        Locator view = page.locator(".c-view", new Page.LocatorOptions().setHasText("Вид " + title));
        assertThat(view).hasAttribute("aria-current", "page");

        page.getByText("Столбцы").click();
        dialog.locator("[value=number]").check();
        dialog.locator("footer .btn-primary").click();
        assertThat(page.locator("thead")).containsText("№");
        page.getByText("Столбцы").click();
        dialog.getByText("Вернуть обычные").click();
        assertThat(page.locator("thead")).not().containsText("№");

        Download file =
                page.waitForDownload(() -> page.locator(".c-tool-files a", new Page.LocatorOptions().setHasText("CSV"))
                        .click());
        assertThat(file.suggestedFilename()).startsWith("Лиды").endsWith(".csv");
        assertThat(Files.readString(file.path())).contains(title + " один", title + " два");

        page.locator("[data-pick-all]").check();
        page.locator("[data-bulk] button", new Page.LocatorOptions().setHasText("Стадия"))
                .click();
        dialog.locator("[name=to][value=IN_WORK]").check();
        dialog.locator("footer .btn-primary").click();
        assertThat(page.locator(".c-toast")).containsText("Перемещено 2");
        assertThat(page.locator("#row-" + one)).containsText("В работе");
        assertThat(stage(two)).isEqualTo("IN_WORK");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Переименовать или удалить вид"))
                .click();
        dialog.getByText("Удалить вид").click();
        assertThat(view).hasCount(0);
    }
}
