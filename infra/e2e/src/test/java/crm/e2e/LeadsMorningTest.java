package crm.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@DisplayName("A morning with leads in the browser: call centre, head, manager")
class LeadsMorningTest {
    /** The local realm's first manager. */
    private static final String ANNA = "5a1e5000-0000-4000-8000-000000000001";

    @AutoClose
    private static final Browser browser = new Browser();

    private final String title = "Утро " + UUID.randomUUID().toString().substring(0, 8);
    // nobody of that number has a lead yet
    private final String phone = "8343%07d".formatted(System.nanoTime() / 1000 % 10_000_000);

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The oldest stand first: what others left there would hide the new one. */
    private static void emptyQueue() {
        Api head = Api.as("head");
        String waiting = "/api/leads?responsible=none&stage=NEW&limit=200";
        for (var lead : head.get(waiting).json().path("items")) {
            head.post("/api/leads/" + lead.path("id").asString() + "/responsible", Map.of("employeeId", ANNA));
        }
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
        emptyQueue();
        Page head = browser.at("head", "/leads/queue");
        Page operator = browser.at("operator", "/leads/call");
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
        dialog.locator("label:has([value='" + ANNA + "'])").click();
        dialog.locator("footer .btn-primary").click();
        assertThat(row).isHidden();

        Page anna = browser.at("manager1", "/leads?stage=NEW&q=" + title.substring(5));
        Locator card = anna.locator(".c-card", new Page.LocatorOptions().setHasText(title));
        card.locator(".c-card-title a").click();
        anna.locator(".c-step", new Page.LocatorOptions().setHasText("В работе"))
                .click();
        assertThat(anna.locator(".c-entry.is-open", new Page.LocatorOptions().setHasText("Первый звонок клиенту")))
                .isVisible();

        operator.navigate(Stack.running().url() + "/leads/call");
        operator.fill("[name=phone]", phone);
        assertThat(operator.locator(".c-pick")).containsText("Анна Ковалёва");
        assertThat(operator.locator(".c-pick")).containsText("В работе");
        operator.fill("[name=comment]", "Просит перезвонить до обеда");
        button(operator, "Записать лид").click();
        assertThat(operator.locator(".c-note.is-ok")).containsText("Клиент уже обращался");
        assertThat(anna.locator("main")).containsText("Просит перезвонить до обеда");

        Page denis = browser.at("manager2", "/leads/list?q=" + title.substring(5));
        assertThat(denis.locator("main")).not().containsText(title);
        denis.locator("[data-create]").first().click();
        denis.locator("#dialog [name=phone]").fill(phone);
        Locator known = denis.locator("#dialog .c-pick.is-locked");
        assertThat(known).containsText("Анна Ковалёва");
        assertThat(known).not().containsText(title);
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
        Page anna = browser.at("manager1", "/leads/" + lead);
        Locator source = anna.locator("#row-source.is-locked");
        assertThat(source).containsText("Сайт");
        assertThat(source.locator("[data-edit]")).hasCount(0);
        assertThat(anna.locator(".c-quote").first()).containsText(title);
        button(anna, "Создать контакт").click();
        Locator dialog = anna.locator("#dialog");
        assertThat(dialog.locator("[name=fullName]")).hasValue(title);
        dialog.locator("[name=position]").fill("директор");
        dialog.locator("footer .btn-primary").click();
        assertThat(anna.locator(".c-person", new Page.LocatorOptions().setHasText(title)))
                .isVisible();
    }

    @Test
    @DisplayName("L-5 L-9 L-11 L-12 L-13 L-14 L-15 the board: dragged where it may go, refused in words, and asked")
    void board() {
        String lead = aLead();
        Page anna =
                browser.at("manager1", "/leads?stage=NEW&stage=IN_WORK&stage=QUALIFICATION&q=" + title.substring(5));
        Locator card = anna.locator("#card-" + lead);
        assertThat(card).containsText("без задач");
        browser.drag(anna, card, "#col-IN_WORK .c-cards");
        assertThat(anna.locator("#col-IN_WORK #card-" + lead)).isVisible();
        assertThat(card).not().containsText("без задач");

        // nothing goes back to NEW
        browser.drag(anna, card, "#col-NEW .c-cards");
        assertThat(anna.locator("#col-IN_WORK #card-" + lead)).isVisible();

        // no contact yet
        browser.drag(anna, card, ".c-dropzone[data-stage=CONVERTED]");
        Locator dialog = anna.locator("#dialog");
        assertThat(dialog).containsText("Добавьте хотя бы один контакт");
        dialog.getByText("Понятно").click();
        assertThat(anna.locator("#col-IN_WORK #card-" + lead)).isVisible();

        browser.drag(anna, card, ".c-dropzone[data-stage=REJECTED]");
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
        Locator day = dialog.locator(".c-date:has([name=returnOn]) input[type=text]");
        day.fill("02.02.2020");
        reject.click();
        assertThat(dialog).containsText("завтра или позже");
        day.fill(LocalDate.now().plusDays(30).format(DateTimeFormatter.ofPattern("dd.MM.yyyy")));
        reject.click();
        assertThat(card).isHidden();

        anna.navigate(Stack.running().url() + "/leads/" + lead);
        assertThat(anna.locator(".c-step.is-now")).containsText("Отказ");
        assertThat(anna.locator(".c-entry.is-open")).hasCount(1);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @DisplayName("L-8 a city the administrator adds is offered at once, one put into the archive no longer")
    void cities() {
        Page admin = browser.at("admin", "/admin/leads-service/dictionaries");
        admin.locator("[data-dialog$='/cities/new']").click();
        Locator dialog = admin.locator("#dialog");
        String code = "T" + System.nanoTime() / 1000 % 1_000_000_000;
        dialog.locator("[name=code]").fill(code);
        dialog.locator("[name=label]").fill(title);
        dialog.locator("footer .btn-primary").click();
        Locator city = admin.locator("tr", new Page.LocatorOptions().setHasText(title));
        assertThat(city).isVisible();
        browser.picture(admin, "morning-dictionaries");
        Page anna = browser.at("manager1", "/leads");
        anna.locator("[data-create]").first().click();
        Locator field = anna.locator("#dialog [data-ahead]:has([name=city]) input[type=text]");
        Locator offered = anna.locator("#dialog [role=option]", new Page.LocatorOptions().setHasText(title));
        field.fill(title);
        assertThat(offered).hasCount(1);

        city.locator("[data-dialog]").click();
        dialog.locator("[name=archived]").check();
        dialog.locator("footer .btn-primary").click();
        assertThat(city).containsText("в архиве");
        anna.reload();
        anna.locator("[data-create]").first().click();
        field.fill("Моск");
        assertThat(anna.locator("#dialog [role=option]", new Page.LocatorOptions().setHasText("Москва")))
                .hasCount(1);
        field.fill(title);
        assertThat(offered).hasCount(0);
        assertThat(browser.faults()).isEmpty();
    }
}
