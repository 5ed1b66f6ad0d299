package crm.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The main job in the browser")
class MainJobBrowserTest {
    /** Nobody of that name is there yet, whatever ran before on this stack. */
    private static final String NEW_PERSON = "Соколова Ирина Новая " + System.nanoTime();

    @AutoClose
    private static final Browser browser = new Browser();

    @Test
    @DisplayName(
            "L-3 L-4 T-5 D-1 L-10 S-3 from a new lead to the paid deal; the head sees it, another manager does not")
    void lead_to_paid_deal() {
        String title = "Компания «Нэйм» <b>" + UUID.randomUUID().toString().substring(0, 6);
        Page page = browser.loggedIn("manager1");

        page.navigate(Stack.running().url() + "/leads");
        page.locator("[data-create]").first().click();
        Locator dialog = page.locator("#dialog");
        dialog.locator("[name=title]").fill(title);
        dialog.locator("[name=source]").selectOption("OUTBOUND_CALL");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Создать лид"))
                .click();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Открыть").setExact(true))
                .click();
        assertThat(page.locator("h1, .c-rec-title").first()).containsText(title);

        addContact(page, dialog);

        page.locator(".c-step", new Page.LocatorOptions().setHasText("В работе"))
                .click();
        Locator call = page.locator(".c-entry.is-open", new Page.LocatorOptions().setHasText("Первый звонок клиенту"));
        assertThat(call).isVisible();
        browser.picture(page, "lead-card");

        call.getByText("Закрыть").click();
        dialog.locator("[name=comment]").fill("Нужен сайт-каталог, хочет посмотреть похожие работы");
        dialog.locator("[name=nextType]").selectOption("MEETING");
        dialog.locator("[data-fill=nextDueAt] [data-value]").last().click();
        dialog.locator("[name=nextText]").fill("Показать похожие каталоги");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Закрыть дело"))
                .click();
        assertThat(page.locator(".c-entry.is-open", new Page.LocatorOptions().setHasText("Показать похожие каталоги")))
                .isVisible();
        assertThat(page.locator(".c-outcome").first()).containsText("Нужен сайт-каталог");

        page.locator(".c-composer textarea[name=text]").first().fill("Прислали ТЗ <i>и карточку</i>");
        page.locator(".c-composer")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Добавить"))
                .first()
                .click();
        assertThat(page.locator(".c-entry-text", new Page.LocatorOptions().setHasText("Прислали ТЗ <i>и карточку</i>")))
                .isVisible();

        page.locator(".c-step", new Page.LocatorOptions().setHasText("Сконвертировать"))
                .click();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Открыть").setExact(true))
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/deals/.*"));
        String deal = page.url();
        winDeal(page, dialog, deal, title);

        Page head = browser.loggedIn("head");
        head.navigate(deal);
        assertThat(head.locator("main")).containsText(title);
        browser.picture(head, "head-deal");
        Page denis = browser.loggedIn("manager2");
        denis.navigate(deal);
        assertThat(denis.locator("main")).not().containsText(title);
        denis.navigate(Stack.running().url() + "/deals/list?q=" + title.substring(title.length() - 6));
        assertThat(denis.locator("main")).not().containsText(title);
        assertThat(browser.faults()).isEmpty();
    }

    /** D-1: nobody of that name, so a new contact is made inside the card. */
    private static void addContact(Page page, Locator dialog) {
        page.locator("[aria-label='Добавить человека']").first().click();
        dialog.locator("input[type=search], input[type=text], input.form-control")
                .first()
                .pressSequentially("Соколова Новая");
        page.getByText("Создать новый контакт").first().click();
        dialog.locator("[name=fullName]").fill(NEW_PERSON);
        dialog.locator("[name=position]").fill("директор, ЛПР");
        dialog.locator("[name=phone]").fill("8495%07d".formatted(System.nanoTime() / 1000 % 10_000_000));
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Создать контакт"))
                .click();
        assertThat(page.locator(".c-person", new Page.LocatorOptions().setHasText(NEW_PERSON)))
                .isVisible();
    }

    private static void winDeal(Page page, Locator dialog, String deal, String title) {
        for (int attempt = 0; attempt < 20 && !page.locator(".c-rec-title").isVisible(); attempt++) {
            page.waitForTimeout(500);
            page.navigate(deal);
        }
        assertThat(page.locator("main")).containsText(title);
        assertThat(page.locator("main")).containsText("Прислали ТЗ <i>и карточку</i>");

        page.locator("[data-line-add]").click();
        page.locator("[name='lines[0].product']").selectOption("CUSTOM_SITE");
        page.locator("[name='lines[0].price']").fill("430200,50");
        page.locator("[name='lines[0].quantity']").fill("2");
        page.locator("[data-lines-save]").click();
        assertThat(page.locator(".c-rec-head")).containsText(Pattern.compile("860.401,00"));

        page.locator(".c-step.s-won").click();
        dialog.locator("[name=amount]").fill("430200");
        dialog.locator("[name=document]").fill("ПП 1187");
        dialog.locator("button[type=submit].btn-primary").click();
        assertThat(page.locator(".c-step.s-won.is-now")).isVisible();
        assertThat(page.locator("main")).containsText("со слов");
        browser.picture(page, "deal-won");
    }

    @Test
    @DisplayName("V-5 a board and a card follow what somebody else does, without a reload")
    void follows_others() {
        String title = "Поток " + UUID.randomUUID().toString().substring(0, 6);
        Api anna = Api.as("manager1");
        Page head = browser.loggedIn("head");
        head.navigate(Stack.running().url() + "/leads");
        Locator card = head.locator(".c-card", new Page.LocatorOptions().setHasText(title));
        String lead = anna.post("/api/leads", Map.of("title", title, "source", "SOCIAL"))
                .text("id");
        assertThat(card).isVisible();
        assertThat(head.locator(".c-cards[data-stage=NEW]")).containsText(title);

        anna.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK"));
        assertThat(head.locator(".c-cards[data-stage=IN_WORK]")).containsText(title);
        assertThat(card).not().containsText("без задач");

        head.navigate(Stack.running().url() + "/leads/" + lead);
        assertThat(head.locator(".c-entry.is-open")).isVisible();
        anna.post("/api/activities/comments", Map.of("card", "lead/" + lead, "text", "перезвонит сам"));
        assertThat(head.locator(".c-entry-text", new Page.LocatorOptions().setHasText("перезвонит сам")))
                .isVisible();
        anna.post("/api/leads/" + lead + "/stage", Map.of("to", "QUALIFICATION"));
        assertThat(head.locator(".c-step.is-now")).containsText("Квалификация");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @DisplayName("the pages of each role open, look right and break no rule of the content policy")
    void every_page_opens() {
        Page page = browser.loggedIn("manager1");
        for (String path :
                new String[] {"my-day", "leads", "leads/list", "deals", "deals/list", "contacts", "companies"}) {
            page.navigate(Stack.running().url() + "/" + path);
            assertThat(page.locator("main#main")).isVisible();
            browser.picture(page, path.replace('/', '-'));
        }
        Page operator = browser.loggedIn("operator");
        assertThat(operator).hasURL(Pattern.compile(".*/leads.*"));
        operator.navigate(Stack.running().url() + "/deals");
        assertThat(operator.locator("main")).containsText("Нет доступа");
        assertThat(browser.faults()).isEmpty();
    }
}
