package crm.directory.lookup;

import crm.directory.client.ClientAccess;
import crm.directory.client.ClientCard;
import crm.directory.client.ClientCards;
import crm.directory.client.ClientStatus;
import crm.directory.client.Mark;
import crm.directory.client.Masks;
import crm.directory.client.Phone;
import crm.directory.company.Company;
import crm.directory.contact.Contact;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.web.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Names for ids, a page of them in one call; and who has a phone, an e-mail, an ИНН. */
@RestController
class LookupApi {
    private static final int MOST = 500;
    private static final Set<String> SOUGHT = Set.of("phone", "email", "inn", "name", "company");

    private final ClientCards<Contact> contacts;
    private final ClientCards<Company> companies;

    LookupApi(ClientCards<Contact> contacts, ClientCards<Company> companies) {
        this.contacts = contacts;
        this.companies = companies;
    }

    record Wanted(@Nullable List<String> contacts, @Nullable List<String> companies) {}

    /**
     * @param phone the first one, in E.164, or masked for who is not responsible (P-5)
     * @param clientStatus null for who may not read the cards
     * @param decisionMaker ЛПР; null for a company and for who may not read the cards
     */
    record Label(
            String label,
            @Nullable String phone,
            @Nullable ClientStatus clientStatus,
            @Nullable Boolean decisionMaker) {
        private static final Label HIDDEN = new Label("", null, null, null);
    }

    /** Ids nobody has are left out. */
    @PostMapping("/api/directory/labels")
    Map<String, Label> labels(@RequestBody Wanted wanted, By by) {
        ClientAccess.needRefer(by);
        List<String> people = wanted.contacts() == null ? List.of() : wanted.contacts();
        List<String> firms = wanted.companies() == null ? List.of() : wanted.companies();
        new Fields()
                .atMost("contacts", people, MOST)
                .atMost("companies", firms, MOST)
                .orRefuse();
        boolean shown = ClientAccess.readsCards(by);
        Map<String, Label> labels = new LinkedHashMap<>();
        contacts.known(people)
                .forEach((id, contact) -> labels.put(
                        id,
                        shown
                                ? new Label(
                                        contact.title(),
                                        phone(first(contact.data().phones()), contact, by),
                                        contact.clientStatus(),
                                        contact.data().decisionMaker())
                                : Label.HIDDEN));
        companies
                .known(firms)
                .forEach((id, company) -> labels.put(
                        id,
                        shown
                                ? new Label(
                                        company.title(),
                                        phone(company.data().phone(), company, by),
                                        company.clientStatus(),
                                        null)
                                : Label.HIDDEN));
        return labels;
    }

    private static @Nullable Phone first(List<Phone> phones) {
        return phones.isEmpty() ? null : phones.getFirst();
    }

    private static @Nullable String phone(@Nullable Phone phone, ClientCard<?> card, By by) {
        if (phone == null) {
            return null;
        }
        return (Masks.hide(card, by) ? Masks.phone(phone) : phone).number();
    }

    /** @param id null for who may not open the card: he learns that it is there and whose it is */
    record Found(String kind, @Nullable String id, @Nullable String responsibleId, ClientStatus clientStatus) {}

    record Items(List<Found> items) {}

    /** Who has this phone, e-mail or ИНН, or goes by this name: for possible duplicates of what is being entered (L-16, L-17). */
    @GetMapping("/api/directory/lookup")
    Items lookup(Query query, By by) {
        ClientAccess.needRefer(by);
        query.only(SOUGHT);
        List<String> person = new ArrayList<>();
        List<String> company = new ArrayList<>();
        query.one("phone").flatMap(LookupApi::phone).ifPresent(phone -> {
            person.add(Mark.phone(phone, "phone").key());
            company.add(Mark.phone(phone, "phone").key());
        });
        query.one("email")
                .ifPresent(email -> person.add(Mark.email(email, "email").key()));
        query.one("inn")
                .ifPresent(inn -> company.add(Mark.inn(inn.strip(), "inn").key()));
        query.one("name").ifPresent(name -> person.add(Mark.person(name, "name").key()));
        query.one("company")
                .ifPresent(name -> company.add(Mark.company(name, "company").key()));
        List<Found> found = new ArrayList<>();
        contacts.having(person).forEach(card -> found.add(found(card, by)));
        companies.having(company).forEach(card -> found.add(found(card, by)));
        return new Items(found);
    }

    /** A text that is no phone belongs to nobody: the form it is typed into says so itself. */
    private static Optional<Phone> phone(String text) {
        try {
            return Optional.of(Phone.parse("phone", text, null, List.of()));
        } catch (Refused notAPhone) {
            return Optional.empty();
        }
    }

    private static Found found(ClientCard<?> card, By by) {
        return new Found(
                card.kind().code(),
                ClientAccess.readsCards(by) ? card.id() : null,
                card.responsibleId(),
                card.clientStatus());
    }
}
