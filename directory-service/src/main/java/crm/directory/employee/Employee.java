package crm.directory.employee;

import crm.directory.employee.EmployeeRefusal.Busy;
import crm.directory.employee.EmployeeRefusal.DismissesHimself;
import crm.directory.employee.EmployeeRefusal.Gone;
import crm.directory.employee.EmployeeRefusal.NotDismissed;
import crm.directory.employee.EmployeeRefusal.OnLeave;
import crm.directory.employee.EmployeeRefusal.OwnRoles;
import crm.directory.employee.EmployeeRefusal.PasswordOfLeaders;
import crm.directory.employee.EmployeeRefusal.RolesOfTheDirector;
import crm.events.DirectoryEvent;
import crm.events.DismissalCompleted;
import crm.events.EmployeeDismissed;
import crm.events.EmployeeHired;
import crm.events.EmployeeRehired;
import crm.events.EmployeeUpdated;
import crm.events.Leave;
import crm.events.PresenceChanged;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One of us (P-6); the id is his Keycloak user id. Every rule of an employee's life is in this file.
 *
 * @param keycloak what Keycloak said when it was looked at last: only what differs from it was changed there
 * @param writtenAt when Keycloak was last told something from here: what was read of it before is old
 * @param wish what Keycloak is to be told, until it has been
 * @param presentOn the day he said that he is at work; present is who said so today
 * @param reissued when he was last given a new temporary password; null for never
 */
public record Employee(
        String id,
        @Nullable Long version,
        long sequence,
        Account account,
        @Nullable Account keycloak,
        @Nullable Instant writtenAt,
        @Nullable Wish wish,
        @Nullable Leave leave,
        @Nullable LocalDate presentOn,
        @Nullable Dismissal dismissal,
        @Nullable Reissued reissued,
        News<DirectoryEvent> news)
        implements Aggregate {

    /** Whose accounts and roles the director alone decides on (P-7). */
    static final Set<Role> LEADING = Set.of(Role.SALES_HEAD, Role.DIRECTOR);

    /**
     * What Keycloak knows of him.
     *
     * @param zone an IANA zone
     * @param roles those of ours, sorted
     */
    public record Account(
            String username,
            String fullName,
            String email,
            @Nullable String department,
            @Nullable String extension,
            String zone,
            List<String> roles,
            boolean enabled) {
        public Account {
            roles = roles.stream().sorted().toList();
        }

        Account withRoles(List<String> other) {
            return new Account(username, fullName, email, department, extension, zone, other, enabled);
        }

        Account withEnabled(boolean other) {
            return new Account(username, fullName, email, department, extension, zone, roles, other);
        }
    }

    /** What is asked of Keycloak: the account as it is to be. */
    public record Wish(Kind kind, Account account, String by, Instant at) {
        enum Kind {
            CHANGE,
            DISMISS,
            REHIRE,
            REISSUE
        }
    }

    /** A new temporary password, by whom and when; the password itself is nowhere. */
    public record Reissued(String by, Instant at) {}

    /**
     * His last dismissal (D-6).
     *
     * @param counts by service, how many of each kind it has released
     * @param completed every service has looked and found nothing more
     * @param rehiredAt null while he is dismissed
     */
    public record Dismissal(
            String id,
            String by,
            @Nullable Instant at,
            Map<String, Map<String, Long>> counts,
            boolean completed,
            @Nullable Instant rehiredAt) {
        /** Who releases what he had. */
        public static final Set<String> SERVICES = Set.of("leads", "deals", "directory", "activities");

        public Dismissal {
            counts = counts == null ? Map.of() : Map.copyOf(counts);
        }

        /** How many of each kind, all services together. */
        public Map<String, Long> total() {
            Map<String, Long> total = new HashMap<>();
            counts.values().forEach(of -> of.forEach((kind, count) -> total.merge(kind, count, Long::sum)));
            return total;
        }
    }

    public Employee {
        news = news == null ? News.none() : news;
    }

    static Employee hire(String id, Account account, Account keycloak) {
        return new Employee(
                id,
                null,
                0,
                account,
                keycloak,
                null,
                null,
                null,
                null,
                null,
                null,
                News.<DirectoryEvent>none()
                        .and(new EmployeeHired(
                                account.fullName(),
                                account.username(),
                                account.email(),
                                account.department(),
                                account.extension(),
                                account.zone(),
                                account.roles(),
                                null)));
    }

    public boolean isActive() {
        return (dismissal == null || dismissal.at() == null || dismissal.rehiredAt() != null) && account.enabled();
    }

    /** Whether he was dismissed and has not been hired again; his account's being off in Keycloak alone is less. */
    public boolean isDismissed() {
        return dismissal != null && dismissal.at() != null && dismissal.rehiredAt() == null;
    }

    public boolean is(Role role) {
        return account.roles().contains(role.code());
    }

    /** P-6: at work today; who is on leave is not. */
    boolean isPresent(LocalDate today) {
        return isActive() && today.equals(presentOn) && !isOnLeave(today);
    }

    boolean isOnLeave(LocalDate day) {
        return leave != null && !day.isBefore(leave.from()) && !day.isAfter(leave.to());
    }

    /**
     * What Keycloak says of him, as read at a time: what was changed there since the last look is taken over, what was written
     * from here is not undone.
     */
    Employee know(Account said, Instant readAt) {
        boolean old = wish != null || (writtenAt != null && !readAt.isAfter(writtenAt));
        if (old || said.equals(keycloak)) {
            return this;
        }
        Account before = keycloak == null ? account : keycloak;
        Account now = new Account(
                newer(before.username(), said.username(), account.username()),
                newer(before.fullName(), said.fullName(), account.fullName()),
                newer(before.email(), said.email(), account.email()),
                newer(before.department(), said.department(), account.department()),
                newer(before.extension(), said.extension(), account.extension()),
                newer(before.zone(), said.zone(), account.zone()),
                newer(before.roles(), said.roles(), account.roles()),
                newer(before.enabled(), said.enabled(), account.enabled()));
        Draft draft = new Draft(this);
        draft.keycloak = said;
        draft.become(now);
        return draft.done();
    }

    private static <T> @Nullable T newer(@Nullable T before, @Nullable T said, @Nullable T ours) {
        return Objects.equals(before, said) ? ours : said;
    }

    /**
     * Notes what Keycloak is to be told of a change; nothing different, nothing noted.
     *
     * @throws Refused when the roles are not his to change (P-7)
     */
    Employee wish(Account wanted, By by, Instant now) {
        if (wanted.equals(account)) {
            return this;
        }
        checkRoles(account.roles(), wanted.roles(), by, id);
        needNoOther(Wish.Kind.CHANGE);
        return wishing(new Wish(Wish.Kind.CHANGE, wanted, by.id(), now));
    }

    /** P-7: nobody his own; head and director by a director. */
    static void checkRoles(List<String> from, List<String> to, By by, @Nullable String whose) {
        Set<String> different = new TreeSet<>(from);
        different.addAll(to);
        different.removeIf(role -> from.contains(role) && to.contains(role));
        if (different.isEmpty()) {
            return;
        }
        if (by.id().equals(whose)) {
            throw new Refused(new OwnRoles());
        }
        boolean leading = LEADING.stream().map(Role::code).anyMatch(different::contains);
        if (leading && !by.is(Role.DIRECTOR)) {
            throw new Refused(new RolesOfTheDirector());
        }
    }

    /** One thing at a time is asked of Keycloak; a dismissal or a rehire may be asked for again. */
    private void needNoOther(Wish.Kind kind) {
        boolean once = kind == Wish.Kind.CHANGE || kind == Wish.Kind.REISSUE;
        if (wish != null && (wish.kind() != kind || once)) {
            throw new Refused(new Busy());
        }
    }

    private Employee wishing(Wish wanted) {
        Draft draft = new Draft(this);
        draft.wish = wanted;
        return draft.done();
    }

    /**
     * The intent to give him a new temporary password. Whoever knows it could be him, so for head and director it is a
     * director's to give, as their roles are (P-7).
     *
     * @throws Refused if he does not work here, or something else is being asked of Keycloak
     */
    Employee reissue(By by, Instant now) {
        if (LEADING.stream().anyMatch(this::is) && !by.is(Role.DIRECTOR)) {
            throw new Refused(new PasswordOfLeaders());
        }
        if (isDismissed()) {
            throw new Refused(new Gone());
        }
        needNoOther(Wish.Kind.REISSUE);
        return wishing(new Wish(Wish.Kind.REISSUE, account, by.id(), now));
    }

    /** Keycloak has the new password. */
    Employee reissuedAs(Wish wished) {
        if (!wished.equals(wish)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.wish = null;
        draft.reissued = new Reissued(wished.by(), wished.at());
        return draft.done();
    }

    /** Keycloak has refused: it stays as it was. */
    Employee unwish() {
        if (wish == null) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.wish = null;
        if (wish.kind() == Wish.Kind.DISMISS && dismissal != null && dismissal.at() == null) {
            draft.dismissal = null;
        }
        return draft.done();
    }

    /** Keycloak has done what was wished; {@code said} is what it says of him now. */
    Employee fulfilled(Account said, Instant now) {
        if (wish == null) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.wish = null;
        draft.keycloak = said;
        draft.writtenAt = now;
        switch (wish.kind()) {
            case CHANGE -> draft.become(wish.account());
            case DISMISS -> {
                Dismissal begun = Objects.requireNonNull(dismissal);
                draft.account = wish.account();
                draft.presentOn = null;
                draft.dismissal = new Dismissal(begun.id(), begun.by(), now, Map.of(), false, null);
                draft.news = news.and(new EmployeeDismissed(begun.id(), begun.by()));
            }
            case REISSUE -> throw new IllegalStateException("a password changes nothing of the account");
            case REHIRE -> {
                Dismissal last = Objects.requireNonNull(dismissal);
                draft.account = wish.account();
                draft.dismissal = new Dismissal(last.id(), last.by(), last.at(), last.counts(), last.completed(), now);
                draft.news = news.and(new EmployeeRehired());
            }
        }
        return draft.done();
    }

    /** When he is away, and who stands in; null calls it off. */
    Employee away(@Nullable Leave planned, LocalDate today) {
        if (Objects.equals(planned, leave)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.leave = planned;
        draft.news = news.and(new PresenceChanged(draft.done().isPresent(today), planned));
        return draft.done();
    }

    /**
     * He came or left.
     *
     * @throws Refused while he is on leave
     */
    Employee present(boolean here, LocalDate today) {
        if (here && isOnLeave(today)) {
            throw new Refused(new OnLeave());
        }
        if (here == isPresent(today)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.presentOn = here ? today : null;
        draft.news = news.and(new PresenceChanged(here, leave));
        return draft.done();
    }

    /** Whoever said so yesterday is not present today; a leave that begins sends home too. */
    Employee newDay(LocalDate today) {
        if (presentOn == null || isPresent(today)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.presentOn = null;
        draft.news = news.and(new PresenceChanged(false, leave));
        return draft.done();
    }

    /**
     * The intent to dismiss him, before Keycloak is asked; one who is dismissed stays as he is.
     *
     * @throws Refused for oneself, and for head and director unless it is a director who dismisses
     */
    Employee dismiss(String dismissalId, By by, Instant now) {
        if (by.id().equals(id)) {
            throw new Refused(new DismissesHimself());
        }
        needDirector(by);
        if (isDismissed() || (wish != null && wish.kind() == Wish.Kind.DISMISS)) {
            return this;
        }
        needNoOther(Wish.Kind.DISMISS);
        Draft draft = new Draft(this);
        draft.dismissal = new Dismissal(dismissalId, by.id(), null, Map.of(), false, null);
        draft.wish = new Wish(Wish.Kind.DISMISS, account.withEnabled(false), by.id(), now);
        return draft.done();
    }

    private void needDirector(By by) {
        if (LEADING.stream().anyMatch(this::is) && !by.is(Role.DIRECTOR)) {
            throw new Refused(new RolesOfTheDirector());
        }
    }

    /**
     * The intent to give him his account back; one who works here stays as he is.
     *
     * @throws Refused if he has never been dismissed
     */
    Employee rehire(By by, Instant now) {
        needDirector(by);
        if (dismissal == null || dismissal.at() == null) {
            throw new Refused(new NotDismissed());
        }
        needNoOther(Wish.Kind.REHIRE);
        return dismissal.rehiredAt() != null || wish != null
                ? this
                : wishing(new Wish(Wish.Kind.REHIRE, account.withEnabled(true), by.id(), now));
    }

    /** A service has looked through what he had there; when all have, the dismissal is over, once. */
    Employee released(String dismissalId, String service, Map<String, Long> counts) {
        if (dismissal == null
                || !dismissal.id().equals(dismissalId)
                || counts.equals(dismissal.counts().get(service))) {
            return this;
        }
        Map<String, Map<String, Long>> all = new HashMap<>(dismissal.counts());
        all.put(service, counts);
        boolean over = all.keySet().containsAll(Dismissal.SERVICES);
        Draft draft = new Draft(this);
        draft.dismissal =
                new Dismissal(dismissal.id(), dismissal.by(), dismissal.at(), all, over, dismissal.rehiredAt());
        if (over && !dismissal.completed()) {
            draft.news = news.and(new DismissalCompleted(dismissalId, draft.dismissal.total()));
        }
        return draft.done();
    }

    /** An employee being changed; nothing of it is seen before it is done. */
    private static final class Draft {
        private final Employee from;
        private Account account;
        private @Nullable Account keycloak;
        private @Nullable Instant writtenAt;
        private @Nullable Wish wish;
        private @Nullable Leave leave;
        private @Nullable LocalDate presentOn;
        private @Nullable Dismissal dismissal;
        private @Nullable Reissued reissued;
        private News<DirectoryEvent> news;

        Draft(Employee from) {
            this.from = from;
            account = from.account;
            keycloak = from.keycloak;
            writtenAt = from.writtenAt;
            wish = from.wish;
            leave = from.leave;
            presentOn = from.presentOn;
            dismissal = from.dismissal;
            reissued = from.reissued;
            news = from.news;
        }

        /** What he is called and may do now; nothing different, nothing said. */
        void become(Account now) {
            if (now.equals(account)) {
                return;
            }
            account = now;
            news = news.and(new EmployeeUpdated(
                    now.fullName(),
                    now.username(),
                    now.email(),
                    now.department(),
                    now.extension(),
                    now.zone(),
                    now.roles(),
                    leave));
        }

        Employee done() {
            return new Employee(
                    from.id,
                    from.version,
                    from.sequence,
                    account,
                    keycloak,
                    writtenAt,
                    wish,
                    leave,
                    presentOn,
                    dismissal,
                    reissued,
                    news);
        }
    }
}
