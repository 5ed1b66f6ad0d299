package crm.leads.duplicate;

import crm.leads.client.KnownClients;
import crm.leads.client.KnownClients.Client;
import crm.leads.duplicate.Duplicates.Found;
import crm.leads.duplicate.Duplicates.Sought;
import crm.leads.lead.Applicant;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import crm.platform.card.ContactLink;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refused;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.ui.Badge;
import crm.ui.Link;
import crm.ui.Person;
import crm.ui.dialog.Matches;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The panel of duplicates beside a form (L-16), and who the applicant of a lead is known as (L-17). */
@Controller
class DuplicatePages {
    private static final Person NOBODY = Person.of(null, "Ничей");

    private final Duplicates duplicates;
    private final Leads leads;
    private final KnownClients clients;
    private final References references;
    private final Employees employees;
    private final Problems words;

    DuplicatePages(
            Duplicates duplicates,
            Leads leads,
            KnownClients clients,
            References references,
            Employees employees,
            Problems words) {
        this.duplicates = duplicates;
        this.leads = leads;
        this.clients = clients;
        this.references = references;
        this.employees = employees;
        this.words = words;
    }

    /** Sent with the whole form as it is being typed: what it has besides does not matter. */
    @GetMapping("/leads/duplicates")
    String duplicates(@RequestParam MultiValueMap<String, String> typed, By by, Model model) {
        DuplicateApi.needEntering(by);
        Sought sought = new Sought(
                typed.getFirst("phone"),
                typed.getFirst("email"),
                typed.getFirst("company"),
                typed.getFirst("title"),
                given(typed, "contactId"),
                given(typed, "companyId"));
        List<Found> found = duplicates.of(sought, by);
        Map<String, References.Label> labels = references.labels(by.id(), ids(found, "contact"), ids(found, "company"));
        model.addAttribute(
                "matches", found.stream().map(each -> match(each, labels)).toList());
        return "duplicate/duplicates";
    }

    private static List<String> given(MultiValueMap<String, String> typed, String name) {
        return typed.getOrDefault(name, List.of()).stream()
                .filter(id -> !id.isBlank())
                .limit(LIMIT)
                .toList();
    }

    private static final int LIMIT = 20;

    private static List<String> ids(List<Found> found, String kind) {
        return found.stream()
                .filter(each -> each.kind().equals(kind))
                .map(Found::id)
                .filter(Objects::nonNull)
                .toList();
    }

    private Matches.Match match(Found found, Map<String, References.Label> labels) {
        Person who = found.responsibleId() == null
                ? NOBODY
                : Person.of(found.responsibleId(), employees.nameOf(found.responsibleId()));
        String kind = words.words("duplicate." + found.kind());
        References.Label label = found.id() == null ? null : labels.get(found.id());
        String name = found.title() != null ? found.title() : label == null ? null : label.label();
        String page = found.kind().equals("company") ? "/companies/" : "/" + found.kind() + "s/";
        return new Matches.Match(
                who,
                name == null ? kind : kind + " · " + name,
                badge(found.clientStatus()),
                found.stage() == null ? null : found.kind(),
                found.stage(),
                found.id() == null ? null : Link.page("Открыть", null, page + found.id()));
    }

    private static @Nullable Badge badge(@Nullable String clientStatus) {
        return "CLIENT".equals(clientStatus)
                ? Badge.client()
                : "FORMER".equals(clientStatus) ? Badge.formerClient() : null;
    }

    /** A contact who has the applicant's phone or e-mail. */
    record Known(String id, String name) {}

    @GetMapping("/leads/{id}/known")
    String known(@PathVariable String id, By by, Model model) {
        Lead lead = leads.changeable(id, by);
        Applicant applicant = lead.applicant() == null ? new Applicant(null, null, null) : lead.applicant();
        List<String> linked = ContactLink.ids(lead.contacts());
        List<String> having;
        try {
            having = clients.having(applicant.phone(), applicant.email(), null).stream()
                    .filter(Client::isContact)
                    .map(Client::id)
                    .toList();
        } catch (Refused away) {
            return "lead/nothing";
        }
        List<String> fresh =
                having.stream().filter(one -> !linked.contains(one)).toList();
        Map<String, References.Label> labels = references.labels(by.id(), fresh, List.of());
        model.addAttribute("leadId", id);
        model.addAttribute(
                "known",
                fresh.stream()
                        .map(one -> new Known(
                                one, labels.containsKey(one) ? labels.get(one).label() : "Контакт"))
                        .toList());
        boolean nobody = having.isEmpty() && lead.stage().isOpen() && !applicant.isEmpty();
        model.addAttribute("make", nobody ? newContact(id, applicant) : null);
        return "duplicate/known";
    }

    private static String newContact(String leadId, Applicant applicant) {
        return "/contacts/new?card=lead/" + leadId
                + Stream.of(applicant.name(), applicant.phone(), applicant.email())
                        .filter(Objects::nonNull)
                        .map(text -> "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
    }
}
