package crm.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A morning with leads in the browser: call centre, head, manager")
class LeadsMorningTest {
    /** The local realm's first manager. */
    private static final String ANNA = "5a1e5000-0000-4000-8000-000000000001";

    private static Browser browser;

    private final String title = "Утро " + UUID.randomUUID().toString().substring(0, 8);
    // nobody of that number has a lead yet
    private final String phone = "8343%07d".formatted(System.nanoTime() / 1000 % 10_000_000);

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static Page at(String user, String path) {
        Page page = browser.loggedIn(user);
        page.navigate(Stack.running().url() + path);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private String aLead() {
        return Api.as("manager1")
                .post("/api/leads", Map.of("title", title, "source", "OUTBOUND_CALL"))
                .text("id");
    }

    private static void moved(String lead, Map<String, String> wish) {
        assertThat(Api.as("manager1")
                        .post("/api/leads/" + lead + "/stage", wish)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("L-1 L-2 L-4 L-16 L-20 from the call centre through the head's queue to the first call")
    void from_call_to_call() {
        Page head = at("head", "/leads/queue");
        Page operator = at("operator", "/leads/call");
        operator.fill("[name=phone]", phone);
        operator.fill("[name=title]", title);
        button(operator, "Записать лид").click();
        assertThat(operator.locator(".c-note.is-ok")).containsText("Л-");
        browser.picture(operator, "morning-operator");

        Locator row = head.locator("tr", new Page.LocatorOptions().setHasText(title));
        assertThat(row).isVisible();
        browser.picture(head, "morning-queue");
        row.locator("[data-dialog]").click();
        Locator dialog = head.locator("#dialog");
        dialog.locator("[value='" + ANNA + "']").first().check();
        dialog.locator("footer .btn-primary").click();
        assertThat(row).isHidden();

        Page anna = at("manager1", "/leads?stage=NEW&q=" + title.substring(5));
        Locator card = anna.locator(".c-card", new Page.LocatorOptions().setHasText(title));
        card.locator(".c-card-title a").click();
        anna.locator(".c-step", new Page.LocatorOptions().setHasText("В работе"))
                .click();
        assertThat(anna.locator(".c-entry.is-open", new Page.LocatorOptions().setHasText("Первый звонок клиенту")))
                .isVisible();

        operator.navigate(Stack.running().url() + "/leads/call");
        operator.fill("[name=phone]", phone);
        assertThat(operator.locator(".c-pick.is-locked")).containsText("В работе");
        assertThat(operator.locator(".c-pick")).not().containsText(title);
        operator.fill("[name=comment]", "Просит перезвонить до обеда");
        button(operator, "Записать лид").click();
        assertThat(operator.locator(".c-note.is-ok")).containsText("Клиент уже обращался");
        assertThat(anna.locator("main")).containsText("Просит перезвонить до обеда");
        Page denis = at("manager2", "/leads/list?q=" + title.substring(5));
        assertThat(denis.locator("main")).not().containsText(title);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @DisplayName("L-6 L-17 a lead from the site: its source stays, who applied becomes the client with a click")
    void from_the_site() {
        String lead = Api.anonymous()
                .post(
                        "/intake/site/local-intake-key",
                        Map.of("name", title, "phone", phone, "page", "https://agency.example/", "consent", true))
                .text("id");
        assertThat(Api.as("head")
                        .post("/api/leads/" + lead + "/responsible", Map.of("employeeId", ANNA))
                        .status())
                .isEqualTo(200);
        Page anna = at("manager1", "/leads/" + lead);
        Locator source = anna.locator(".c-f", new Page.LocatorOptions().setHasText("Сайт"))
                .first();
        assertThat(source).isVisible();
        assertThat(source.locator("button, [data-edit]")).hasCount(0);
        assertThat(anna.locator(".c-quote").first()).containsText(title);
        button(anna, "Создать контакт").click();
        Locator dialog = anna.locator("#dialog");
        assertThat(dialog.locator("[name=fullName]")).hasValue(title);
        dialog.locator("footer .btn-primary").click();
        assertThat(anna.locator(".c-person", new Page.LocatorOptions().setHasText(title)))
                .isVisible();
    }

    @Test
    @DisplayName("L-5 L-9 L-11 L-12 L-13 L-14 L-15 the board: dragged where it may go, refused in words, and asked")
    void board() {
        String lead = aLead();
        Page anna = at("manager1", "/leads?stage=NEW&stage=IN_WORK&stage=QUALIFICATION&q=" + title.substring(5));
        Locator card = anna.locator("#card-" + lead);
        assertThat(card).containsText("без задач");
        drag(anna, card, "#col-IN_WORK .c-cards");
        assertThat(anna.locator("#col-IN_WORK #card-" + lead)).isVisible();
        assertThat(card).not().containsText("без задач");

        // nothing goes back to NEW
        drag(anna, card, "#col-NEW .c-cards");
        assertThat(anna.locator("#col-IN_WORK #card-" + lead)).isVisible();

        // no contact yet
        drag(anna, card, ".c-dropzone[data-stage=CONVERTED]");
        Locator dialog = anna.locator("#dialog");
        assertThat(dialog).containsText("Добавьте хотя бы один контакт");
        dialog.getByText("Понятно").click();
        assertThat(anna.locator("#col-IN_WORK #card-" + lead)).isVisible();

        drag(anna, card, ".c-dropzone[data-stage=REJECTED]");
        Locator reject = dialog.locator("footer .btn-primary");
        reject.click();
        assertThat(dialog).containsText("Выберите причину");
        dialog.locator("[name=reason][value=UNREACHABLE]").check();
        reject.click();
        assertThat(dialog).containsText("нужно больше трёх");
        dialog.locator("[name=reason][value=OTHER]").check();
        reject.click();
        assertThat(dialog).containsText("Напишите комментарий");
        dialog.locator("[name=reason][value=OFFER_POSTPONED]").check();
        dialog.locator("[name=returnOn]").fill("2020-02-02");
        reject.click();
        assertThat(dialog).containsText("завтра или позже");
        dialog.locator("[name=returnOn]")
                .fill(java.time.LocalDate.now().plusDays(30).toString());
        reject.click();
        assertThat(card).isHidden();

        anna.navigate(Stack.running().url() + "/leads/" + lead);
        assertThat(anna.locator(".c-step.is-now")).containsText("Отказ");
        assertThat(anna.locator(".c-entry.is-open")).hasCount(1);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @DisplayName("L-8 the administrator changes a city and archives a source; forms follow, cards keep their words")
    void dictionaries() {
        for (String path : List.of("/admin/leads-service/dictionaries", "/admin/leads-service/settings")) {
            Page admin = at("admin", path);
            assertThat(admin.locator("main form").first()).isVisible();
            browser.picture(admin, "morning-" + path.substring(path.lastIndexOf('/') + 1));
        }
        assertThat(browser.faults()).isEmpty();
    }

    private static void drag(Page page, Locator card, String target) {
        BoundingBox from = card.boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + 10);
        page.mouse().down();
        page.mouse().move(from.x + from.width / 2 + 12, from.y + 24);
        BoundingBox to = page.locator(target).boundingBox();
        page.mouse()
                .move(
                        to.x + to.width / 2,
                        to.y + Math.min(to.height / 2, 60),
                        new com.microsoft.playwright.Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
    }
}
