package crm.directory.employee;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import crm.directory.employee.Employee.Account;
import crm.directory.employee.Employee.Wish;
import crm.directory.employee.EmployeeRefusal.Busy;
import crm.directory.employee.EmployeeRefusal.Gone;
import crm.directory.employee.EmployeeRefusal.LastOne;
import crm.directory.employee.EmployeeRefusal.Taken;
import crm.events.Leave;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.AggregateStore;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * What can be done with employees: the wish is stored, Keycloak told, the outcome stored. What a crash interrupts is gone on
 * with by {@link StaffJobs}.
 */
@Service
public class Staff {
    private static final Logger log = LoggerFactory.getLogger(Staff.class);
    private static final int MOST = 1000;
    private static final Duration LEFT = Duration.ofSeconds(45);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int TEMPORARY_LENGTH = 14;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AggregateStore<Employee> store;
    private final Accounts accounts;
    private final Hires hires;
    private final Clock clock;
    private final ZoneId zone;
    private final Duration dayEnds;

    Staff(
            AggregateStore<Employee> store,
            Accounts accounts,
            Hires hires,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone,
            @Value("${crm.presence.ends-after-midnight}") Duration dayEnds) {
        this.store = store;
        this.accounts = accounts;
        this.hires = hires;
        this.clock = clock;
        this.zone = zone;
        this.dayEnds = dayEnds;
    }

    // reading

    /** The full name, empty when he is not known here. */
    public String nameOf(String id) {
        return store.find(id).map(employee -> employee.account().fullName()).orElse("");
    }

    /** By name; a department is no larger than {@value #MOST}. */
    public List<Employee> all() {
        return store.collection()
                .find()
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(new Document("account.fullName", 1))
                .limit(MOST)
                .map(store::read)
                .into(new ArrayList<>());
    }

    public Employee find(String id, By by) {
        needEmployee(by);
        return store.find(id).orElseThrow(Refusals::notFound);
    }

    Optional<Employee> known(String id) {
        return store.find(id);
    }

    public static void needEmployee(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
    }

    /** The day it is for those who come and go: it ends a while after midnight where the department is. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant().minus(dayEnds), zone);
    }

    // what Keycloak says

    /** Takes what Keycloak says of a user: hired when he is new, updated when something is different. */
    void know(String id, Account account, Instant readAt) {
        if (store.change(id, By.SYSTEM, employee -> employee.know(account, readAt))
                .isEmpty()) {
            insert(Employee.hire(id, account, account), By.SYSTEM);
        }
    }

    private Employee insert(Employee hired, By by) {
        try {
            return store.insert(hired, by, null);
        } catch (DuplicateKeyException hiredMeanwhile) {
            return store.find(hired.id()).orElseThrow();
        }
    }

    /** Once a minute: what was changed in Keycloak's own console comes in. */
    public void look() {
        Set<String> beingHired = hires.open();
        Instant readAt = clock.instant();
        Map<String, Account> read = accounts.read();
        read.forEach((id, account) -> {
            if (!beingHired.contains(account.username())) {
                know(id, account, readAt);
            }
        });
        for (Employee known : all()) {
            if (!read.containsKey(known.id()) && known.isActive()) {
                // without any role of ours he is in none of the lists
                accounts.find(known.id()).ifPresent(account -> know(known.id(), account, readAt));
            }
        }
    }

    // taking on

    /** @param password shown once, null when the caller chose it or has been told before */
    record Hired(Employee employee, @Nullable String password) {}

    /** Whether he may take people on and change them: asked before a form is shown. */
    static void needHiring(By by) {
        if (!by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
    }

    Hired hire(Account wanted, @Nullable String password, By by, @Nullable RequestKey asked) {
        needHiring(by);
        // what is kept of the request must not hold its password, not even hidden in a hash
        RequestKey key = asked == null ? null : new RequestKey(asked.key(), Ids.derived("hire", wanted.toString()));
        Optional<Employee> before = hires.answered(key).flatMap(store::find);
        if (before.isPresent()) {
            return new Hired(before.get(), null);
        }
        EmployeeData.check(wanted, password);
        Employee.checkRoles(List.of(), wanted.roles(), by, null);
        String username = wanted.username();
        if (store.collection().countDocuments(eq("account.username", username)) > 0) {
            throw new Refused(new Taken("username"));
        }
        Optional<Accounts.Found> there = accounts.byUsername(username);
        Hires.Begun begun = hires.begin(username, key);
        String chosen = password == null ? temporary() : password;
        String id;
        if (there.isEmpty()) {
            id = create(wanted, chosen, password == null);
        } else if (begun.left(there.get().createdAt())) {
            id = there.get().id();
            accounts.password(id, chosen, password == null);
        } else {
            hires.forget(username);
            throw new Refused(new Taken("username"));
        }
        Account said = finish(id, wanted);
        Employee hired = insert(Employee.hire(id, wanted, said), by);
        hires.done(username, id);
        return new Hired(hired, password == null ? chosen : null);
    }

    private String create(Account wanted, String password, boolean temporary) {
        try {
            return accounts.create(wanted, password, temporary);
        } catch (Refused refused) {
            if (refused.refusal().status() < 500) {
                hires.forget(wanted.username());
            } else {
                hires.interrupted(wanted.username());
            }
            throw refused;
        }
    }

    /** Roles and the right to log in come last: until then there is nothing anybody could use. */
    private Account finish(String id, Account wanted) {
        try {
            return accounts.write(id, wanted);
        } catch (Refused refused) {
            hires.interrupted(wanted.username());
            throw refused;
        }
    }

    private static String temporary() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < TEMPORARY_LENGTH; i++) {
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    // changing

    /**
     * Changes what Keycloak and we know of him. The administrator changes everything (P-7), a director the roles head and
     * director only.
     */
    Employee change(String id, UnaryOperator<Account> edit, By by, Expected expected) {
        Employee employee = find(id, by);
        Account wanted = edit.apply(employee.account());
        needRight(employee.account(), wanted, by);
        EmployeeData.check(wanted);
        if (employee.isDismissed()) {
            throw new Refused(new Gone());
        }
        needOthers(employee, wanted.roles());
        Employee wished = store.change(
                        id, by, expected, null, now -> now.wish(edit.apply(now.account()), by, clock.instant()))
                .orElseThrow(Refusals::notFound);
        return wished.wish() == null ? wished : fulfil(wished, by);
    }

    private static void needRight(Account from, Account to, By by) {
        boolean rolesOnly = to.withRoles(from.roles()).equals(from);
        if (!by.is(Role.ADMIN) && !(by.is(Role.DIRECTOR) && rolesOnly && onlyLeadingDiffer(from, to))) {
            throw Refusals.forbidden();
        }
    }

    private static boolean onlyLeadingDiffer(Account from, Account to) {
        List<String> leading = Employee.LEADING.stream().map(Role::code).toList();
        List<String> before = new ArrayList<>(from.roles());
        List<String> after = new ArrayList<>(to.roles());
        before.removeAll(leading);
        after.removeAll(leading);
        return before.equals(after);
    }

    /** The last head, director or administrator keeps his role: someone else gets it first. */
    private void needOthers(Employee employee, List<String> kept) {
        for (Role role : List.of(Role.SALES_HEAD, Role.DIRECTOR, Role.ADMIN)) {
            boolean loses = employee.is(role) && !kept.contains(role.code());
            if (loses
                    && all().stream()
                            .noneMatch(
                                    other -> !other.id().equals(employee.id()) && other.isActive() && other.is(role))) {
                throw new Refused(new LastOne(role.code()));
            }
        }
    }

    Employee plan(String id, @Nullable Leave leave, By by, Expected expected) {
        Employee employee = find(id, by);
        needHiring(by);
        if (employee.isDismissed()) {
            throw new Refused(new Gone());
        }
        if (leave != null) {
            boolean substitute = leave.substitute() != null
                    && !leave.substitute().equals(id)
                    && store.find(leave.substitute()).filter(Employee::isActive).isPresent();
            EmployeeData.check(leave, substitute);
        }
        return store.change(id, by, expected, null, now -> now.away(leave, today()))
                .orElseThrow(Refusals::notFound);
    }

    /** His own; that of others the head, the director and the administrator. */
    Employee present(String id, boolean here, By by) {
        Employee employee = find(id, by);
        if (!by.id().equals(id) && !by.leads() && !by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
        if (employee.isDismissed()) {
            throw new Refused(new Gone());
        }
        return store.change(id, by, now -> now.present(here, today())).orElseThrow(Refusals::notFound);
    }

    // a new password

    /** @param password shown once, null for a request that has been answered before */
    record Reissued(Employee employee, @Nullable String password) {}

    /** Whether he may give this one a new password at all. */
    static boolean reissues(By by, Employee employee) {
        boolean leading = Employee.LEADING.stream().anyMatch(employee::is);
        return leading ? by.is(Role.DIRECTOR) : by.is(Role.ADMIN);
    }

    /** Who he is, for the form that asks whether to. */
    Employee reissuing(String id, By by) {
        Employee employee = find(id, by);
        if (!by.is(Role.ADMIN) && !reissues(by, employee)) {
            throw Refusals.forbidden();
        }
        employee.reissue(by, clock.instant());
        return employee;
    }

    /**
     * A new temporary password, to be changed when he logs in next; what he was logged in to with the old one ends. If Keycloak is
     * away nothing is told, and it is asked for again.
     */
    Reissued reissue(String id, By by, @Nullable RequestKey key) {
        if (store.answered(id, key).isPresent()) {
            return new Reissued(find(id, by), null);
        }
        reissuing(id, by);
        Employee wished =
                store.change(id, by, now -> now.reissue(by, clock.instant())).orElseThrow(Refusals::notFound);
        Wish wish = Objects.requireNonNull(wished.wish());
        String password = temporary();
        try {
            accounts.password(id, password, true);
            accounts.endSessions(id);
        } catch (Refused refused) {
            store.change(id, by, now -> wish.equals(now.wish()) ? now.unwish() : now);
            throw refused;
        }
        Employee told = store.change(id, by, Expected.ANY, key, now -> now.reissuedAs(wish))
                .orElseThrow(Refusals::notFound);
        if (told.reissued() == null || !told.reissued().at().equals(wish.at())) {
            // it took so long that it was given up
            throw new Refused(new Busy());
        }
        return new Reissued(told, password);
    }

    // dismissal

    /** Head, director, administrator; who may it be is asked of the employee. */
    public static void needDismissing(By by) {
        if (!by.leads() && !by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
    }

    /** D-6: the intent, then account and sessions, then all the world hears of it. */
    public Employee dismiss(String id, By by, @Nullable RequestKey key) {
        needEmployee(by);
        needDismissing(by);
        Employee employee = find(id, by);
        if (!employee.isDismissed()) {
            employee.dismiss("", by, clock.instant());
            needOthers(employee, List.of());
        }
        Employee wished = store.change(
                        id,
                        by,
                        now -> now.dismiss(
                                key == null ? Ids.next() : Ids.derived("dismissal", key.key()), by, clock.instant()))
                .orElseThrow(Refusals::notFound);
        return wished.wish() == null ? wished : fulfil(wished, by);
    }

    /** The account back, and nothing else. */
    public Employee rehire(String id, By by) {
        needEmployee(by);
        needDismissing(by);
        find(id, by);
        Employee wished =
                store.change(id, by, now -> now.rehire(by, clock.instant())).orElseThrow(Refusals::notFound);
        return wished.wish() == null ? wished : fulfil(wished, by);
    }

    public void released(String id, String dismissalId, String service, Map<String, Long> counts) {
        store.change(id, By.SYSTEM, now -> now.released(dismissalId, service, counts));
    }

    private Employee fulfil(Employee wished, By by) {
        Wish wish = Objects.requireNonNull(wished.wish());
        Account said;
        try {
            said = accounts.write(wished.id(), wish.account());
        } catch (Refused refused) {
            store.change(wished.id(), by, now -> wish.equals(now.wish()) ? now.unwish() : now);
            throw refused;
        }
        if (wish.kind() == Wish.Kind.DISMISS) {
            try {
                accounts.endSessions(wished.id());
            } catch (Refused away) {
                // the account is off already: the rest is gone on with
                Refusal why = away.refusal();
                log.warn("sessions of {} are ended later: {}", wished.id(), why.code());
                return wished;
            }
        }
        return store.change(
                        wished.id(), by, now -> wish.equals(now.wish()) ? now.fulfilled(said, clock.instant()) : now)
                .orElseThrow();
    }

    // what is gone on with

    /** What was wished of Keycloak and not fulfilled, because somebody crashed. */
    void goOn() {
        store.collection()
                .find(lt("wish.at", Date.from(clock.instant().minus(LEFT))))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .map(store::read)
                .into(new ArrayList<>())
                .forEach(left -> {
                    Wish wish = Objects.requireNonNull(left.wish());
                    By by = new By(wish.by(), "", Set.of());
                    if (wish.kind() == Wish.Kind.REISSUE) {
                        // nobody was told the password: it is asked for again
                        store.change(left.id(), by, now -> wish.equals(now.wish()) ? now.unwish() : now);
                        return;
                    }
                    log.info("goes on with {} of {}", wish.kind(), left.id());
                    fulfil(left, by);
                });
        for (Hires.Left left : hires.left()) {
            accounts.byUsername(left.username())
                    .filter(found -> left.hire().left(found.createdAt()))
                    .filter(found -> accounts.find(found.id())
                            .filter(account -> account.roles().isEmpty())
                            .isPresent())
                    .ifPresent(found -> accounts.remove(found.id()));
            hires.forget(left.username());
        }
    }

    /** Who was present yesterday is not today. */
    void newDay() {
        LocalDate today = today();
        store.collection()
                .find(exists("presentOn"))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .map(store::read)
                .into(new ArrayList<>())
                .forEach(employee -> {
                    if (employee.newDay(today) != employee) {
                        store.change(employee.id(), By.SYSTEM, now -> now.newDay(today));
                    }
                });
    }
}
