package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every page")
class PagesTest {
    private static final int LOOKS = 30;
    private static final int LOOK_EVERY_MS = 100;

    private static Browser browser;
    private static SampleCards cards;
    private static final Map<String, Page> PAGES = new HashMap<>();
    private static final List<String> FAILED = new ArrayList<>();

    /**
     * @param dialog the address of a dialog opened on the page
     * @param often looked at in every test run, the rest in the long one
     */
    record Screen(
            String name, String user, String path, @Nullable String dialog, boolean often) {
        static Screen of(String name, String user, String path) {
            return new Screen(name, user, path, null, false);
        }

        Screen always() {
            return new Screen(name, user, path, dialog, true);
        }

        Screen dialog(String address) {
            return new Screen(name, user, path, address, often);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The local realm's first manager. */
    private static final String ANNA = "/employees/5a1e5000-0000-4000-8000-000000000001";

    static Stream<Screen> all() {
        Stream<Screen> pages = Stream.of(
                Screen.of("my-day", "manager1", "/my-day").always(),
                Screen.of("week", "manager1", "/my-day/week").always(),
                Screen.of("leads", "manager1", "/leads").always(),
                Screen.of("leads-list", "manager1", "/leads/list").always(),
                Screen.of("leads-due", "manager1", "/leads?by=due").always(),
                Screen.of("lead", "manager1", "/leads/{lead}").always(),
                Screen.of("deals", "manager1", "/deals"),
                Screen.of("deals-list", "manager1", "/deals/list"),
                Screen.of("deals-due", "manager1", "/deals?by=due"),
                Screen.of("deal", "manager1", "/deals/{deal}").always(),
                Screen.of("contacts", "manager1", "/contacts"),
                Screen.of("contact", "manager1", "/contacts/{contact}"),
                Screen.of("companies", "manager1", "/companies"),
                Screen.of("company", "manager1", "/companies/{company}").always(),
                Screen.of("documents", "manager1", "/documents"),
                Screen.of("document", "manager1", "/documents/{document}").always(),
                Screen.of("funnel", "manager1", "/reports/funnel"),
                Screen.of("head-my-day", "head", "/my-day"),
                Screen.of("head-leads", "head", "/leads"),
                Screen.of("head-lead", "head", "/leads/{lead}"),
                Screen.of("head-deal", "head", "/deals/{deal}"),
                Screen.of("head-funnel", "head", "/reports/funnel?groupBy=employee")
                        .always(),
                Screen.of("head-funnel-cards", "head", "/reports/funnel/cards?kind=lead&stage=IN_WORK"),
                Screen.of("head-leads-list", "head", "/leads/list"),
                Screen.of("head-exports", "head", "/leads/list/exports"),
                Screen.of("head-looks", "head", "/directory/looks"),
                Screen.of("head-contact", "head", "/contacts/{contact}"),
                Screen.of("head-employees", "head", "/employees"),
                Screen.of("head-settings", "head", "/settings"),
                Screen.of("office-deals", "office", "/deals"),
                Screen.of("office-documents", "office", "/documents"),
                Screen.of("office-numbers", "office", "/documents/numbers"),
                Screen.of("account-day", "account", "/my-day"),
                Screen.of("operator-leads", "operator", "/leads"),
                Screen.of("operator-no-access", "operator", "/deals"),
                Screen.of("nowhere", "manager1", "/leads/00000000-0000-7000-8000-000000000000")
                        .always(),
                Screen.of("admin-settings", "admin", "/settings"),
                Screen.of("admin-employees", "admin", "/employees"),
                Screen.of("admin-employee", "admin", ANNA),
                Screen.of("head-employee", "head", ANNA),
                Screen.of("api-docs", "admin", "/api/docs"));
        Stream<Screen> services = Stream.of("leads", "deals", "directory", "activity", "documents", "reporting")
                .flatMap(name -> Stream.of(
                        new Screen("admin-" + name, "admin", "/admin/" + name + "-service", null, name.equals("leads")),
                        Screen.of("dictionaries-" + name, "admin", "/admin/" + name + "-service/dictionaries")));
        Stream<Screen> dialogs = Stream.of(
                Screen.of("new-lead", "manager1", "/leads").dialog("/leads/new").always(),
                Screen.of("reject", "manager1", "/leads/{lead}").dialog("/leads/{lead}/stage?to=REJECTED"),
                Screen.of("close", "manager1", "/leads/{lead}").dialog("/activities/{activity}/close"),
                Screen.of("reschedule", "manager1", "/leads/{lead}").dialog("/activities/{activity}/reschedule"),
                Screen.of("cancel", "manager1", "/leads/{lead}").dialog("/activities/{activity}/cancel"),
                Screen.of("edit", "manager1", "/leads/{lead}").dialog("/activities/{activity}/edit"),
                Screen.of("notifications", "manager1", "/my-day").dialog("/notifications/settings"),
                Screen.of("calendar", "manager1", "/my-day/week").dialog("/my-day/calendar"),
                Screen.of("hand-out", "head", "/leads/list").dialog("/leads/list/responsible?count=2"),
                Screen.of("columns", "manager1", "/leads/list").dialog("/leads/list/columns"),
                Screen.of("save-view", "manager1", "/leads").dialog("/leads/list/views/new?stage=NEW"),
                Screen.of("move-many", "head", "/deals/list").dialog("/deals/list/stage?count=2"),
                Screen.of("reject-many", "head", "/leads/list").dialog("/leads/list/rejection?count=2"),
                Screen.of("hand-out-contacts", "head", "/contacts").dialog("/contacts/list/responsible?count=2"),
                Screen.of("responsible", "head", "/contacts/{contact}").dialog("/contacts/{contact}/responsible"),
                Screen.of("client-status", "head", "/companies/{company}").dialog("/companies/{company}/client-status"),
                Screen.of("assign", "head", "/leads/{lead}").dialog("/leads/{lead}/responsible"),
                Screen.of("payment", "manager1", "/deals/{deal}").dialog("/deals/{deal}/payments/new"),
                Screen.of("new-document", "manager1", "/deals/{deal}").dialog("/documents/new?card=deal/{deal}"),
                Screen.of("new-contact", "manager1", "/contacts").dialog("/contacts/new"),
                Screen.of("new-company", "manager1", "/companies").dialog("/companies/new"),
                Screen.of("new-employee", "admin", "/employees").dialog("/employees/new"),
                Screen.of("dismiss", "head", ANNA).dialog(ANNA + "/dismiss"));
        return Stream.of(pages, services, dialogs).flatMap(screens -> screens);
    }

    static Stream<Screen> often() {
        return all().filter(Screen::often);
    }

    @BeforeAll
    static void open() {
        browser = new Browser();
        cards = new SampleCards();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("often")
    @DisplayName("opens without errors, has no serious fault of accessibility and fits a phone")
    void opens(Screen screen) {
        Page page = open(screen);
        assertThat(Axe.findings(page)).isEmpty();
        Browser.narrow(page);
        fits(page);
        assertThat(browser.faults()).isEmpty();
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("the same wide and narrow, light and dark; the pictures are kept")
    void looks(Screen screen) {
        Page page = open(screen);
        List<String> findings = new ArrayList<>(Axe.findings(page));
        browser.shot(page, screen.name() + "-1440");
        Browser.theme(page, "dark");
        findings.addAll(Axe.contrast(page));
        browser.shot(page, screen.name() + "-1440-dark");
        Browser.narrow(page);
        browser.shot(page, screen.name() + "-390-dark");
        findings.addAll(Axe.contrast(page));
        Browser.theme(page, "light");
        browser.shot(page, screen.name() + "-390");
        findings.addAll(Axe.findings(page));
        fits(page);
        assertThat(findings).isEmpty();
        assertThat(browser.faults()).isEmpty();
    }

    private static Page open(Screen screen) {
        Page page = PAGES.computeIfAbsent(screen.user(), user -> {
            Page fresh = browser.loggedIn(user);
            fresh.onResponse(answer -> {
                // a part that is late in services just started says so and is asked for again; settling waits for it
                if (answer.status() >= 500 && answer.status() != 503) {
                    FAILED.add(answer.status() + " " + answer.url());
                }
            });
            return fresh;
        });
        browser.faults().clear();
        FAILED.clear();
        Browser.wide(page);
        var answer = page.navigate(Stack.running().url() + cards.address(screen.path()));
        assertThat(answer.headerValue("content-security-policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        if (screen.dialog() != null) {
            page.evaluate("""
                    address => {
                      const opener = document.createElement('button');
                      opener.dataset.dialog = address;
                      document.body.append(opener);
                      opener.click();
                      opener.remove();
                    }""", cards.address(screen.dialog()));
            page.waitForSelector("#dialog[open] .c-dialog-foot");
        }
        browser.settle(page);
        assertThat(page.title()).endsWith(" · CRM").isNotEqualTo(" · CRM");
        assertThat(page.evaluate("document.documentElement.lang")).isEqualTo("ru");
        assertThat(FAILED).isEmpty();
        return page;
    }

    /** Charts and calendars follow the width a moment later. */
    private static void fits(Page page) {
        for (String part : List.of("document.documentElement", "document.getElementById('main')")) {
            String wider = "(" + part + ").scrollWidth - (" + part + ").clientWidth";
            for (int look = 0; look < LOOKS && !page.evaluate(wider).equals(0); look++) {
                page.waitForTimeout(LOOK_EVERY_MS);
            }
            assertThat(page.evaluate(wider))
                    .as("how much wider than a phone's screen is " + part)
                    .isEqualTo(0);
        }
    }
}
