package crm.directory.contact;

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
import java.util.ArrayList;
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

/** Contacts over HTTP. */
@RestController
@RequestMapping("/api/contacts")
class ContactApi {
    private static final Set<String> PATCHED =
            Set.of("fullName", "phones", "emails", "position", "decisionMaker", "comment", "companyIds");

    private final Contacts contacts;
    private final ClientCards<Contact> cards;

    ContactApi(Contacts contacts, ClientCards<Contact> cards) {
        this.contacts = contacts;
        this.cards = cards;
    }

    record NewPhone(@Nullable String number, @Nullable String extension) {}

    record NewContact(
            @Nullable String fullName,
            @Nullable List<NewPhone> phones,
            @Nullable List<String> emails,
            @Nullable String position,
            @Nullable Boolean decisionMaker,
            @Nullable String comment,
            @Nullable List<String> companyIds) {

        ContactData data() {
            List<Phone> parsed = new ArrayList<>();
            for (NewPhone phone : phones == null ? List.<NewPhone>of() : phones) {
                parsed.add(Phone.parse(
                        "phones[" + parsed.size() + "].number", phone.number(), phone.extension(), List.of()));
            }
            return new ContactData(
                    fullName, parsed, emails, position, Boolean.TRUE.equals(decisionMaker), comment, companyIds);
        }
    }

    @GetMapping
    Page<ContactView> list(Query query, By by) {
        return cards.list(query, by).map(contact -> ContactView.of(contact).listed(contact, by));
    }

    @PostMapping
    ResponseEntity<ContactView> enter(
            @RequestBody NewContact body,
            @RequestParam(defaultValue = "false") boolean confirmDuplicate,
            By by,
            @Nullable RequestKey key) {
        Contact contact = contacts.enter(body.data(), confirmDuplicate, by, key);
        return ResponseEntity.created(URI.create("/api/contacts/" + contact.id()))
                .eTag(tag(contact))
                .body(ContactView.of(contact));
    }

    @GetMapping("/{id}")
    ResponseEntity<ContactView> card(@PathVariable String id, By by) {
        return answer(cards.opened(id, by));
    }

    @PatchMapping("/{id}")
    ResponseEntity<ContactView> edit(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean confirmDuplicate,
            By by,
            Expected expected) {
        Patch patch = Patch.of(body, PATCHED);
        return answer(contacts.edit(id, data -> patched(data, patch), confirmDuplicate, by, expected));
    }

    static ContactData patched(ContactData data, Patch patch) {
        return new ContactData(
                Objects.toString(patch.text("fullName", data.fullName()), ""),
                patch.has("phones") ? phones(patch.node("phones"), data.phones()) : data.phones(),
                patch.texts("emails", data.emails()),
                Objects.toString(patch.text("position", data.position()), ""),
                patch.flag("decisionMaker", data.decisionMaker()),
                patch.text("comment", data.comment()),
                patch.texts("companyIds", data.companyIds()));
    }

    private static List<Phone> phones(@Nullable JsonNode node, List<Phone> known) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw Refusals.malformed("phones", "[{number, extension}]");
        }
        List<Phone> phones = new ArrayList<>();
        for (JsonNode phone : node) {
            phones.add(Phone.parse(
                    "phones[" + phones.size() + "].number",
                    phone.path("number").asString(null),
                    phone.path("extension").asString(null),
                    known));
        }
        return phones;
    }

    private static ResponseEntity<ContactView> answer(Contact contact) {
        return ResponseEntity.ok().eTag(tag(contact)).body(ContactView.of(contact));
    }

    private static String tag(Contact contact) {
        return "\"" + contact.version() + "\"";
    }
}
