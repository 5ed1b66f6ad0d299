package crm.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@DisplayName("A week of deals in the browser: manager, back office, account manager, head")
class DealsWeekTest {
    private static final int FOLLOWED_MS = 2_500;
    private static final Duration SOON = Duration.ofSeconds(60);

    @AutoClose
    private static final Browser browser = new Browser();

    private final Api anna = Api.as("manager1");
    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String client = "Неделин " + word;
    private final String title = "Неделя " + word;

    private static Locator within(Locator part, String name) {
        return part.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private String contact() {
        Api.Answer made = anna.post("/api/contacts", Map.of("fullName", client, "position", "директор"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("id");
    }

    /** A deal out of a lead, as all first deals are. */
    private String deal(String contact) {
        Api.Answer lead =
                anna.post("/api/leads", Map.of("title", title, "source", "SOCIAL", "contactIds", List.of(contact)));
        assertThat(lead.status()).as(lead.body()).isEqualTo(201);
        Api.Answer converted = anna.post("/api/leads/" + lead.text("id") + "/stage", Map.of("to", "CONVERTED"));
        assertThat(converted.status()).as(converted.body()).isEqualTo(200);
        String deal = converted.text("dealId");
        await().atMost(SOON).until(() -> anna.get("/api/deals/" + deal).status() == 200);
        return deal;
    }

    @Test
    @DisplayName(
            "S-2 S-3 S-4 D-10 lines to the kopeck, money from words, sold, confirmed by the back office, seen by the "
                    + "account manager, taken back by the head; the history tells it all")
    void from_lines_to_history() {
        String deal = deal(contact());
        Page page = browser.at("manager1", "/deals/" + deal);
        page.locator("[data-line-add]").click();
        page.locator("[name='lines[0].product']").selectOption("CUSTOM_SITE");
        page.locator("[name='lines[0].price']").fill("100000,10");
        page.locator("[name='lines[0].quantity']").fill("3");
        page.locator("[name='lines[0].discount']").fill("10");
        page.locator("[data-lines-save]").click();
        assertThat(page.locator(".c-rec-head")).containsText(Pattern.compile("270.000,27"));

        page.locator(".c-step.s-won").click();
        Locator dialog = page.locator("#dialog");
        dialog.locator("[name=amount]").fill("270000,27");
        dialog.locator("[name=document]").fill("ПП " + word);
        dialog.locator("button[type=submit].btn-primary").click();
        assertThat(page.locator(".c-step.s-won.is-now")).isVisible();
        assertThat(page.locator(".c-paid")).containsText("со слов");

        Page office = browser.at("office", "/deals/payments");
        Locator row = office.locator(".c-paid", new Page.LocatorOptions().setHasText("ПП " + word));
        // the queue is long and loads as one scrolls; the newest stand last
        for (int look = 0; look < 60 && row.count() == 0; look++) {
            office.mouse().wheel(0, 20_000);
            office.waitForTimeout(250);
        }
        browser.picture(office, "week-payments");
        within(row, "Подтвердить").click();
        assertThat(row).hasCount(0);
        assertThat(page.locator(".c-paid")).not().containsText("со слов");

        Page account = browser.at("account", "/deals?stage=WON&q=" + word);
        assertThat(account.locator("#card-" + deal)).containsText(title);
        browser.picture(account, "week-account");

        Page head = browser.at("head", "/deals/" + deal);
        head.locator(".c-step", new Page.LocatorOptions().setHasText("договора"))
                .click();
        Locator undo = head.locator("#dialog");
        undo.locator("[name=comment]").fill("Оплата ушла по другому договору");
        undo.locator("footer .btn-primary").click();
        assertThat(head.locator(".c-step.is-now")).containsText("договора");
        // the card is drawn anew while its timeline follows, and with it what was opened
        browser.settle(head);
        head.waitForTimeout(FOLLOWED_MS);
        head.getByText("История изменений").click();
        assertThat(head.locator("#record-fields")).containsText("Оплата ушла по другому договору");
        assertThat(head.locator("#record-fields")).containsText(Pattern.compile("270.000,27"));
        browser.picture(head, "week-history");
        assertThat(browser.faults()).isEmpty();
    }

    /** He has bought: a deal of his is won. */
    private void sold(String deal, String contact) {
        anna.put("/api/deals/" + deal + "/lines", List.of(Map.of("product", "SEO", "price", 45000, "quantity", 6)));
        anna.post(
                "/api/deals/" + deal + "/payments",
                Map.of("amount", 45000, "paidOn", LocalDate.now().toString(), "document", "ПП " + word));
        assertThat(anna.post("/api/deals/" + deal + "/stage", Map.of("to", "WON"))
                        .status())
                .isEqualTo(200);
        await().atMost(SOON)
                .until(() -> anna.get("/api/contacts/" + contact)
                        .text("clientStatus")
                        .equals("CLIENT"));
    }

    private static void addRepeat(Page board, String title, String client) {
        board.locator(".c-col-head [data-quick]").click();
        Locator form = board.locator(".c-quick");
        form.locator("[name=title]").fill(title);
        form.locator("[role=combobox]").fill(client);
        form.locator("[role=option]", new Locator.LocatorOptions().setHasText(client))
                .click();
        form.locator("[type=submit]").click();
    }

    @Test
    @DisplayName(
            "S-1 a repeat deal on top of the board: who has not bought begins with a lead, who has is sold to again")
    void repeat_deal() {
        String contact = contact();
        Page board = browser.at("manager1", "/deals?q=" + word);
        addRepeat(board, title, client);
        Locator form = board.locator(".c-quick");
        assertThat(form).containsText("ещё ничего не покупал");
        // nothing lies over the words
        assertThat(form.locator("[role=listbox]")).isHidden();
        browser.picture(board, "week-repeat");
        within(form, "Создать лид").click();
        Locator lead = board.locator("#dialog");
        assertThat(lead.locator("[name=title]")).hasValue(title);
        assertThat(lead.locator("[name=contactId]")).hasValue(contact);
        assertThat(lead.locator(".c-ahead:has([name=contactId]) [role=combobox]"))
                .hasValue(client);
        browser.shot(board, "week-through-lead");
        board.keyboard().press("Escape");
        within(form, "Отмена Esc").click();

        sold(deal(contact), contact);
        addRepeat(board, "Снова " + word, client);
        Locator card = board.locator("#col-PREPARING_OFFER .c-card", new Page.LocatorOptions().setHasText("Снова"));
        assertThat(card).containsText("повторная");
        assertThat(form).hasCount(0);
        assertThat(browser.faults()).isEmpty();
    }
}
