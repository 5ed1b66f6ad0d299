package crm.directory.lookup;

import crm.directory.company.Companies;
import crm.directory.company.Company;
import crm.directory.contact.Contact;
import crm.directory.contact.Contacts;
import crm.directory.reference.DirectoryAccess;
import crm.directory.reference.Phone;
import crm.platform.refusal.Fields;
import crm.platform.security.By;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Names for ids, a page of them in one call; ids nobody has are left out. */
@RestController
class LookupApi {
    private static final int MOST = 500;

    private final Contacts contacts;
    private final Companies companies;

    LookupApi(Contacts contacts, Companies companies) {
        this.contacts = contacts;
        this.companies = companies;
    }

    record Wanted(@Nullable List<String> contacts, @Nullable List<String> companies) {}

    /** @param phone the first one, in E.164 */
    record Label(String label, @Nullable String phone) {}

    @PostMapping("/api/directory/labels")
    Map<String, Label> labels(@RequestBody Wanted wanted, By by) {
        DirectoryAccess.needRefer(by);
        List<String> people = wanted.contacts() == null ? List.of() : wanted.contacts();
        List<String> firms = wanted.companies() == null ? List.of() : wanted.companies();
        new Fields()
                .atMost("contacts", people, MOST)
                .atMost("companies", firms, MOST)
                .orRefuse();
        boolean shown = DirectoryAccess.readsCards(by);
        Map<String, Label> labels = new LinkedHashMap<>();
        for (Contact contact : contacts.known(people)) {
            labels.put(
                    contact.id(),
                    shown
                            ? new Label(
                                    contact.data().fullName(),
                                    first(contact.data().phones()))
                            : new Label("", null));
        }
        for (Company company : companies.known(firms)) {
            labels.put(
                    company.id(),
                    shown
                            ? new Label(
                                    company.data().name(), number(company.data().phone()))
                            : new Label("", null));
        }
        return labels;
    }

    private static @Nullable String first(List<Phone> phones) {
        return phones.isEmpty() ? null : phones.getFirst().number();
    }

    private static @Nullable String number(@Nullable Phone phone) {
        return phone == null ? null : phone.number();
    }
}
