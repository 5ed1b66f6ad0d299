package crm.leads.duplicate;

import crm.leads.duplicate.Duplicates.Sought;
import crm.platform.employee.Employees;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Possible duplicates over HTTP (L-16). */
@RestController
class DuplicateApi {
    private final Duplicates duplicates;
    private final Employees employees;

    DuplicateApi(Duplicates duplicates, Employees employees) {
        this.duplicates = duplicates;
        this.employees = employees;
    }

    /**
     * @param id only if the reader may see it
     * @param responsible the full name; null of what is nobody's
     * @param stage of leads and deals
     * @param clientStatus of contacts and companies
     */
    record Item(
            String kind,
            @Nullable String id,
            @Nullable String responsible,
            @Nullable String stage,
            @Nullable String clientStatus) {}

    record Items(List<Item> items) {}

    /** Whoever enters leads asks. */
    static void needEntering(By by) {
        if (!by.leads() && !by.isAny(Role.SALES_MANAGER, Role.CALL_CENTER)) {
            throw Refusals.forbidden();
        }
    }

    @GetMapping("/api/leads/duplicates")
    Items duplicates(Query query, By by) {
        needEntering(by);
        query.only(Set.of("phone", "email", "company", "title"));
        Sought sought = new Sought(
                query.one("phone").orElse(null),
                query.one("email").orElse(null),
                query.one("company").orElse(null),
                query.one("title").orElse(null),
                List.of(),
                List.of());
        return new Items(duplicates.of(sought, by).stream()
                .map(found -> new Item(
                        found.kind(),
                        found.id(),
                        found.responsibleId() == null ? null : employees.nameOf(found.responsibleId()),
                        found.stage(),
                        found.clientStatus()))
                .toList());
    }
}
