package crm.directory.employee;

import com.fasterxml.jackson.annotation.JsonProperty;
import crm.directory.employee.Employee.Account;
import crm.events.Leave;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Patch;
import crm.platform.web.Query;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Our people over HTTP; every employee may know who works here. */
@RestController
@RequestMapping("/api/employees")
class EmployeeApi {
    private static final Set<String> PATCHED =
            Set.of("fullName", "email", "roles", "department", "extension", "zone", "leave");
    private static final Set<String> FILTERS =
            Set.of("active", "present", "department", "role", "q", "cursor", "limit");
    private static final Set<String> LEAVE = Set.of("from", "to", "substitute");

    private final Staff staff;
    private final String zone;

    EmployeeApi(Staff staff, @Value("${crm.zone}") String zone) {
        this.staff = staff;
        this.zone = zone;
    }

    record NewEmployee(
            @Nullable String username,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable List<String> roles,
            @Nullable String department,
            @Nullable String extension,
            @Nullable String zone,
            @Nullable String password) {

        Account account(String ours) {
            return new Account(
                    username == null ? null : username.strip().toLowerCase(Locale.ROOT),
                    EmployeeData.trimmed(fullName),
                    EmployeeData.trimmed(email),
                    EmployeeData.trimmed(department),
                    EmployeeData.trimmed(extension),
                    EmployeeData.zoneOr(zone, ours),
                    roles == null
                            ? List.of()
                            : roles.stream().filter(Objects::nonNull).distinct().toList(),
                    true);
        }
    }

    record Presence(@Nullable Boolean present) {}

    record Items(List<EmployeeView> items, @Nullable String nextCursor, int total, boolean totalIsLowerBound) {}

    /** @param temporaryPassword told this once, null when the caller chose the password */
    record Hired(
            @com.fasterxml.jackson.annotation.JsonUnwrapped EmployeeView employee,
            @JsonProperty("temporaryPassword") @Nullable String temporaryPassword) {}

    @GetMapping
    Items employees(Query query, By by) {
        Staff.needEmployee(by);
        List<EmployeeView> all =
                staff.all().stream().filter(filter(query)).map(this::view).toList();
        int from = query.one("cursor").map(last -> after(all, last)).orElse(0);
        int to = Math.min(from + query.limit(), all.size());
        String next = to == all.size() ? null : all.get(to - 1).id();
        return new Items(all.subList(from, to), next, all.size(), false);
    }

    /** The place behind the one a page ended with. */
    private static int after(List<EmployeeView> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        throw Refusals.malformed("cursor", id);
    }

    Predicate<Employee> filter(Query query) {
        query.only(FILTERS);
        LocalDate today = staff.today();
        Predicate<Employee> all = employee -> true;
        if (query.one("active").isPresent()) {
            boolean active = query.flag("active");
            all = all.and(employee -> employee.isActive() == active);
        }
        if (query.one("present").isPresent()) {
            boolean present = query.flag("present");
            all = all.and(employee -> employee.isPresent(today) == present);
        }
        List<String> departments = query.all("department");
        if (!departments.isEmpty()) {
            all = all.and(employee -> departments.contains(employee.account().department()));
        }
        List<Role> roles = query.all("role", code -> Role.of(code).orElseThrow(IllegalArgumentException::new));
        if (!roles.isEmpty()) {
            all = all.and(employee -> roles.stream().anyMatch(employee::is));
        }
        String text = query.one("q").orElse("").toLowerCase(Locale.ROOT);
        return text.isEmpty() ? all : all.and(employee -> says(employee, text));
    }

    private static boolean says(Employee employee, String text) {
        Account account = employee.account();
        return (account.fullName() + " " + account.username() + " " + account.email())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    private EmployeeView view(Employee employee) {
        return EmployeeView.of(employee, staff.today());
    }

    private ResponseEntity<EmployeeView> answer(Employee employee) {
        return ResponseEntity.ok().eTag("\"" + employee.version() + "\"").body(view(employee));
    }

    @GetMapping("/{id}")
    ResponseEntity<EmployeeView> employee(@PathVariable String id, By by) {
        return answer(staff.find(id, by));
    }

    @PostMapping
    ResponseEntity<Hired> hire(@RequestBody NewEmployee body, By by, @Nullable RequestKey key) {
        Staff.Hired hired = staff.hire(body.account(zone), body.password(), by, key);
        Employee employee = hired.employee();
        return ResponseEntity.created(URI.create("/api/employees/" + employee.id()))
                .eTag("\"" + employee.version() + "\"")
                .body(new Hired(view(employee), hired.password()));
    }

    /** @param temporaryPassword told this once, null in the answer to the same request again */
    record Password(@Nullable String temporaryPassword) {}

    @PostMapping("/{id}/password")
    ResponseEntity<Password> reissue(@PathVariable String id, By by, @Nullable RequestKey key) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Password(staff.reissue(id, by, key).password()));
    }

    @PatchMapping("/{id}")
    ResponseEntity<EmployeeView> change(@PathVariable String id, @RequestBody JsonNode body, By by, Expected expected) {
        Patch patch = Patch.of(body, PATCHED);
        Leave leave = patch.has("leave") ? leave(patch.node("leave")) : null;
        Employee changed = staff.change(id, account -> patched(account, patch), by, expected);
        if (patch.has("leave")) {
            changed = staff.plan(id, leave, by, Expected.ANY);
        }
        return answer(changed);
    }

    private Account patched(Account account, Patch patch) {
        return new Account(
                account.username(),
                EmployeeData.trimmed(patch.text("fullName", account.fullName())),
                EmployeeData.trimmed(patch.text("email", account.email())),
                EmployeeData.trimmed(patch.text("department", account.department())),
                EmployeeData.trimmed(patch.text("extension", account.extension())),
                EmployeeData.zoneOr(patch.text("zone", account.zone()), zone),
                patch.texts("roles", account.roles()).stream().distinct().toList(),
                account.enabled());
    }

    static @Nullable Leave leave(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!(node instanceof ObjectNode object)) {
            throw Refusals.malformed("leave", "{from, to, substitute}");
        }
        for (String name : object.propertyNames()) {
            if (!LEAVE.contains(name)) {
                throw Refusals.malformed("leave." + name, "?");
            }
        }
        return new Leave(
                day(object, "from"),
                day(object, "to"),
                object.path("substitute").asString(null));
    }

    private static @Nullable LocalDate day(ObjectNode leave, String field) {
        String text = leave.path(field).asString(null);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw Refusals.malformed("leave." + field, text);
        }
    }

    @PutMapping("/{id}/presence")
    EmployeeView present(@PathVariable String id, @RequestBody Presence body, By by) {
        Staff.needEmployee(by);
        if (body.present() == null) {
            throw Refusals.invalid("present", "required");
        }
        return view(staff.present(id, body.present(), by));
    }
}
