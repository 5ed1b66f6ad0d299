package crm.directory.employee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.directory.employee.Employee.Account;
import crm.directory.employee.EmployeeRefusal.Busy;
import crm.directory.employee.EmployeeRefusal.DismissesHimself;
import crm.directory.employee.EmployeeRefusal.Gone;
import crm.directory.employee.EmployeeRefusal.NotDismissed;
import crm.directory.employee.EmployeeRefusal.OnLeave;
import crm.directory.employee.EmployeeRefusal.OwnRoles;
import crm.directory.employee.EmployeeRefusal.PasswordOfLeaders;
import crm.directory.employee.EmployeeRefusal.RolesOfTheDirector;
import crm.events.DismissalCompleted;
import crm.events.EmployeeDismissed;
import crm.events.EmployeeHired;
import crm.events.EmployeeRehired;
import crm.events.EmployeeUpdated;
import crm.events.Leave;
import crm.events.PresenceChanged;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.News;
import crm.testing.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An employee's rules")
class EmployeeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final By ADMIN = new By("admin", "admin", Set.of(Role.ADMIN));
    private static final By HEAD = new By("head", "head", Set.of(Role.SALES_HEAD));
    private static final By DIRECTOR = new By("director", "director", Set.of(Role.DIRECTOR));

    private static Account account(String name, String... roles) {
        return new Account("anna", name, "anna@crm.example", "Продажи", null, "Europe/Moscow", List.of(roles), true);
    }

    private static Employee anna(String... roles) {
        Account account = account("Анна Ковалёва", roles);
        return stored(Employee.hire("anna", account, account));
    }

    /** As it is read again: without the news. */
    private static Employee stored(Employee employee) {
        return new Employee(
                employee.id(),
                1L,
                employee.sequence(),
                employee.account(),
                employee.keycloak(),
                employee.writtenAt(),
                employee.wish(),
                employee.leave(),
                employee.presentOn(),
                employee.dismissal(),
                employee.reissued(),
                News.none());
    }

    private static Refusal refusalOf(ThrowingCallable what) {
        return catchThrowableOfType(Refused.class, what).refusal();
    }

    private static Employee dismissed(String... roles) {
        Employee wished = stored(anna(roles).dismiss("d1", HEAD, NOW));
        return stored(wished.fulfilled(wished.wish().account(), NOW));
    }

    @Test
    @DisplayName("every refusal has its words")
    void words() throws Exception {
        assertThat(Words.missingFor(EmployeeRefusal.class))
                .containsExactlyInAnyOrder("employee.last-x", "employee.taken-x");
    }

    @Test
    @DisplayName("P-6 is told of once when he is new, and again only when something is different")
    void told_once() {
        Account account = account("Анна Ковалёва", "sales-manager");
        Employee hired = Employee.hire("anna", account, account);
        assertThat(hired.news().events()).hasSize(1).first().isInstanceOf(EmployeeHired.class);
        Employee known = stored(hired);
        assertThat(known.know(account, NOW)).isSameAs(known);
        assertThat(known.know(account("Анна Петрова", "sales-manager"), NOW)
                        .news()
                        .events())
                .hasSize(1)
                .first()
                .isInstanceOf(EmployeeUpdated.class);
    }

    @Test
    @DisplayName("P-6 what Keycloak does not keep is not lost by a look at it; what was read before a change is old")
    void looks_do_not_fight() {
        Employee wished = stored(anna("sales-manager").wish(account("Анна Петрова", "sales-manager"), ADMIN, NOW));
        Account without = new Account(
                "anna",
                "Анна Петрова",
                "anna@crm.example",
                null,
                null,
                "Europe/Moscow",
                List.of("sales-manager"),
                true);
        Employee changed = stored(wished.fulfilled(without, NOW));
        assertThat(changed.account().department()).isEqualTo("Продажи");
        assertThat(changed.know(without, NOW.plusSeconds(1))).isSameAs(changed);
        assertThat(changed.know(account("Анна Ковалёва", "sales-manager"), NOW.minusSeconds(1)))
                .isSameAs(changed);
        Account inTheConsole = new Account(
                "anna", "Анна Петрова", "new@crm.example", null, null, "Europe/Moscow", List.of("sales-manager"), true);
        Account now = changed.know(inTheConsole, NOW.plusSeconds(1)).account();
        assertThat(now.email()).isEqualTo("new@crm.example");
        assertThat(now.department()).isEqualTo("Продажи");
    }

    @Test
    @DisplayName("P-7 nobody changes his own roles; head and director are given and taken by a director")
    void roles() {
        By herself = new By("anna", "anna", Set.of(Role.ADMIN, Role.DIRECTOR));
        Account more = account("Анна Ковалёва", "sales-manager", "back-office");
        assertThat(refusalOf(() -> anna("sales-manager").wish(more, herself, NOW)))
                .isEqualTo(new OwnRoles());
        assertThat(anna("sales-manager").wish(more, ADMIN, NOW).wish().account())
                .isEqualTo(more);
        for (String leading : List.of("sales-head", "director")) {
            Account promoted = account("Анна Ковалёва", leading);
            assertThat(refusalOf(() -> anna("sales-manager").wish(promoted, ADMIN, NOW)))
                    .isEqualTo(new RolesOfTheDirector());
            assertThat(refusalOf(() -> anna(leading).wish(account("Анна Ковалёва", "admin"), ADMIN, NOW)))
                    .isEqualTo(new RolesOfTheDirector());
            assertThat(anna("sales-manager").wish(promoted, DIRECTOR, NOW).wish())
                    .isNotNull();
        }
    }

    @Test
    @DisplayName("P-7 while one change is being written no other begins; refused by Keycloak, everything stays")
    void one_at_a_time() {
        Employee wished = stored(anna("sales-manager").wish(account("Анна Петрова", "sales-manager"), ADMIN, NOW));
        assertThat(refusalOf(() -> wished.wish(account("Анна Иная", "sales-manager"), ADMIN, NOW)))
                .isEqualTo(new Busy());
        assertThat(refusalOf(() -> wished.dismiss("d", HEAD, NOW))).isEqualTo(new Busy());
        assertThat(wished.unwish().account()).isEqualTo(anna("sales-manager").account());
        assertThat(wished.unwish().wish()).isNull();
        assertThat(stored(anna("sales-manager").dismiss("d", HEAD, NOW))
                        .unwish()
                        .dismissal())
                .isNull();
    }

    @Test
    @DisplayName("P-6 present from his word until the day ends; on leave one is not present")
    void presence() {
        Employee here = anna("sales-manager").present(true, TODAY);
        assertThat(here.news().events()).containsExactly(new PresenceChanged(true, null));
        assertThat(here.isPresent(TODAY)).isTrue();
        assertThat(stored(here).present(true, TODAY).news().isEmpty()).isTrue();
        assertThat(here.isPresent(TODAY.plusDays(1))).isFalse();
        assertThat(stored(here).newDay(TODAY).news().isEmpty()).isTrue();
        assertThat(stored(here).newDay(TODAY.plusDays(1)).news().events())
                .containsExactly(new PresenceChanged(false, null));
        Leave leave = new Leave(TODAY, TODAY.plusDays(6), null);
        Employee away = stored(here).away(leave, TODAY);
        assertThat(away.news().events()).containsExactly(new PresenceChanged(false, leave));
        assertThat(refusalOf(() -> stored(away).present(true, TODAY))).isEqualTo(new OnLeave());
        assertThat(stored(away).present(true, TODAY.plusDays(7)).isPresent(TODAY.plusDays(7)))
                .isTrue();
    }

    @Test
    @DisplayName("D-6 not himself; head and director by a director only; twice is the same dismissal")
    void dismissal() {
        assertThat(refusalOf(() -> anna("sales-manager").dismiss("d", new By("anna", "", Set.of(Role.ADMIN)), NOW)))
                .isEqualTo(new DismissesHimself());
        assertThat(refusalOf(() -> anna("sales-head").dismiss("d", ADMIN, NOW))).isEqualTo(new RolesOfTheDirector());
        assertThat(anna("sales-head").dismiss("d", DIRECTOR, NOW).wish()).isNotNull();
        Employee wished = stored(anna("sales-manager").dismiss("d1", HEAD, NOW));
        assertThat(wished.isDismissed()).isFalse();
        assertThat(wished.dismiss("d2", HEAD, NOW)).isSameAs(wished);
        Employee gone = wished.fulfilled(wished.wish().account(), NOW);
        assertThat(gone.news().events()).containsExactly(new EmployeeDismissed("d1", "head"));
        assertThat(gone.isDismissed()).isTrue();
        assertThat(gone.isActive()).isFalse();
        assertThat(gone.isPresent(TODAY)).isFalse();
        assertThat(stored(gone).dismiss("d2", HEAD, NOW).dismissal().id()).isEqualTo("d1");
    }

    @Test
    @DisplayName("D-6 is over once all four services are done, and told once, with what each has released")
    void completion() {
        Employee gone = dismissed("sales-manager");
        Employee most = gone.released("d1", "leads", Map.of("lead", 3L))
                .released("d1", "deals", Map.of("deal", 2L))
                .released("d1", "directory", Map.of("contact", 5L, "company", 1L));
        assertThat(most.news().isEmpty()).isTrue();
        assertThat(most.released("another", "activities", Map.of())).isSameAs(most);
        Employee over = most.released("d1", "activities", Map.of("activity", 4L));
        assertThat(over.news().events())
                .containsExactly(new DismissalCompleted(
                        "d1", Map.of("lead", 3L, "deal", 2L, "contact", 5L, "company", 1L, "activity", 4L)));
        assertThat(stored(over)
                        .released("d1", "leads", Map.of("lead", 4L))
                        .news()
                        .isEmpty())
                .isTrue();
        assertThat(stored(over)
                        .released("d1", "leads", Map.of("lead", 3L))
                        .news()
                        .isEmpty())
                .isTrue();
    }

    @Test
    @DisplayName("D-6 rehire gives the account back and nothing else")
    void rehire() {
        assertThat(refusalOf(() -> anna("sales-manager").rehire(HEAD, NOW))).isEqualTo(new NotDismissed());
        Employee wished = stored(dismissed("sales-manager").rehire(HEAD, NOW));
        assertThat(wished.isDismissed()).isTrue();
        Employee back = wished.fulfilled(wished.wish().account(), NOW);
        assertThat(back.news().events()).containsExactly(new EmployeeRehired());
        assertThat(back.isActive()).isTrue();
        assertThat(stored(back).rehire(HEAD, NOW).news().isEmpty()).isTrue();
        assertThat(stored(back).dismiss("d2", HEAD, NOW).dismissal().id()).isEqualTo("d2");
    }

    @Test
    @DisplayName("P-6 P-7 a new password: by whom and when is kept; one at a time, for head and director by a director")
    void reissued() {
        Employee wished = anna("sales-manager").reissue(ADMIN, NOW);
        Employee told = wished.reissuedAs(wished.wish());
        assertThat(told.wish()).isNull();
        assertThat(told.reissued()).isEqualTo(new Employee.Reissued("admin", NOW));
        assertThat(told.news().events()).isEmpty();
        assertThat(told.account()).isEqualTo(wished.account());
        assertThat(refusalOf(() -> wished.reissue(ADMIN, NOW))).isEqualTo(new Busy());
        assertThat(refusalOf(() -> wished.dismiss("d", HEAD, NOW))).isEqualTo(new Busy());
        assertThat(wished.unwish().reissuedAs(wished.wish()).reissued()).isNull();
        assertThat(refusalOf(() -> anna("sales-head").reissue(ADMIN, NOW))).isEqualTo(new PasswordOfLeaders());
        assertThat(anna("director").reissue(DIRECTOR, NOW).wish()).isNotNull();
        Employee leaving = anna("sales-manager").dismiss("d", HEAD, NOW);
        Employee gone = leaving.fulfilled(leaving.account().withEnabled(false), NOW);
        assertThat(refusalOf(() -> gone.reissue(ADMIN, NOW))).isEqualTo(new Gone());
    }
}
