package crm.directory.company;

import crm.directory.client.ClientCards;
import crm.directory.client.Phone;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Patch;
import crm.platform.web.Query;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Companies over HTTP. */
@RestController
@RequestMapping("/api/companies")
class CompanyApi {
    private static final Set<String> PATCHED = Set.of("name", "kindOfActivity", "phone", "address", "requisites");

    private final Companies companies;
    private final ClientCards<Company> cards;

    CompanyApi(Companies companies, ClientCards<Company> cards) {
        this.companies = companies;
        this.cards = cards;
    }

    record NewCompany(
            @Nullable String name,
            @Nullable String kindOfActivity,
            @Nullable String phone,
            @Nullable String address,
            @Nullable Requisites requisites) {

        CompanyData data() {
            return new CompanyData(name, kindOfActivity, CompanyApi.phone(phone, null), address, requisites);
        }
    }

    /** @param present what the company has now: that is not judged again */
    static @Nullable Phone phone(@Nullable String text, @Nullable Phone present) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return present != null && text.strip().equals(present.toString())
                ? present
                : Phone.parse("phone", text, null, List.of());
    }

    @GetMapping
    Page<CompanyView> list(Query query, By by) {
        return cards.list(query, by).map(company -> CompanyView.of(company).listed(company, by));
    }

    @PostMapping
    ResponseEntity<CompanyView> enter(
            @RequestBody NewCompany body,
            @RequestParam(defaultValue = "false") boolean confirmDuplicate,
            By by,
            @Nullable RequestKey key) {
        Company company = companies.enter(body.data(), confirmDuplicate, by, key);
        return ResponseEntity.created(URI.create("/api/companies/" + company.id()))
                .eTag(tag(company))
                .body(CompanyView.of(company));
    }

    @GetMapping("/{id}")
    ResponseEntity<CompanyView> card(@PathVariable String id, By by) {
        return answer(cards.opened(id, by));
    }

    @PatchMapping("/{id}")
    ResponseEntity<CompanyView> edit(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean confirmDuplicate,
            By by,
            Expected expected) {
        Patch patch = Patch.of(body, PATCHED);
        return answer(companies.edit(id, data -> patched(data, patch), confirmDuplicate, by, expected));
    }

    static CompanyData patched(CompanyData data, Patch patch) {
        return new CompanyData(
                Objects.toString(patch.text("name", data.name()), ""),
                Objects.toString(patch.text("kindOfActivity", data.kindOfActivity()), ""),
                patch.has("phone") ? phone(patch.text("phone", null), data.phone()) : data.phone(),
                patch.text("address", data.address()),
                patch.has("requisites") ? requisites(data.requisites(), patch.node("requisites")) : data.requisites());
    }

    /** A patch within the patch: what it names changes, null empties. */
    static Requisites requisites(Requisites old, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Requisites.NONE;
        }
        for (String name : node.propertyNames()) {
            if (!new HashSet<>(Requisites.names()).contains(name)) {
                throw Refusals.malformed("requisites." + name, "?");
            }
        }
        Patch patch = Patch.of(node, new HashSet<>(Requisites.names()));
        return Requisites.of(name -> patch.text(name, old.get(name)));
    }

    private static ResponseEntity<CompanyView> answer(Company company) {
        return ResponseEntity.ok().eTag(tag(company)).body(CompanyView.of(company));
    }

    private static String tag(Company company) {
        return "\"" + company.version() + "\"";
    }
}
