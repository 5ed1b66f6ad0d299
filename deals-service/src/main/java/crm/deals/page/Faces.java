package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.Deals;
import crm.deals.deal.Stage;
import crm.events.CardRef;
import crm.platform.card.ContactLink;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.remote.References;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.signal.Seen;
import crm.ui.Badge;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Signal;
import crm.ui.board.Card;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How deals look on boards, lists and pages: names of clients and employees, badges, signals. */
@Component
class Faces {
    private final Deals deals;
    private final References references;
    private final Employees employees;
    private final Problems words;
    private final Ru ru;

    Faces(Deals deals, References references, Employees employees, Problems words, Ru ru) {
        this.deals = deals;
        this.references = references;
        this.employees = employees;
        this.words = words;
        this.ru = ru;
    }

    /** Names of everybody on these deals, in one call to the directory. */
    Map<String, Label> names(Collection<Deal> shown, By by) {
        Set<String> contacts = new LinkedHashSet<>();
        Set<String> companies = new LinkedHashSet<>();
        for (Deal deal : shown) {
            contacts.addAll(ContactLink.ids(deal.contacts()));
            if (deal.companyId() != null) {
                companies.add(deal.companyId());
            }
        }
        return references.labels(by.id(), contacts, companies);
    }

    /** What the directory says of one contact or company; null while it is not known. */
    @Nullable
    Label label(CardRef client, By by) {
        return references.label(by.id(), client);
    }

    List<Card> cards(List<Deal> shown, By by) {
        Map<String, Label> names = names(shown, by);
        return shown.stream().map(deal -> card(deal, names, by)).toList();
    }

    private Card card(Deal deal, Map<String, Label> names, By by) {
        Label contact = main(deal, names);
        return new Card(
                deal.id(),
                "/deals/" + deal.id(),
                deal.title(),
                deal.stage().name(),
                client(deal, names),
                deal.lines().isEmpty() ? null : deal.total(),
                badges(deal),
                deal.source(),
                signal(deal),
                outcome(deal),
                deal.stageSince(),
                responsible(deal),
                contact == null ? null : contact.phone(),
                null,
                deals.rights(deal, by).moves().stream().map(Stage::name).toList(),
                deal.asking().stream().map(Stage::name).toList());
    }

    /** «ООО «Теплодар-Юг» · Егор Власов»; blank while names are not known. */
    String client(Deal deal, Map<String, Label> names) {
        Label company = deal.companyId() == null ? null : names.get(deal.companyId());
        return Stream.of(company, main(deal, names))
                .filter(Objects::nonNull)
                .map(Label::label)
                .collect(Collectors.joining(" · "));
    }

    @Nullable
    Label main(Deal deal, Map<String, Label> names) {
        return deal.contacts().stream()
                .filter(link -> link.role() == ContactLink.Role.MAIN)
                .findFirst()
                .map(link -> names.get(link.id()))
                .orElse(null);
    }

    List<Badge> badges(Deal deal) {
        List<Badge> badges = new ArrayList<>();
        if (deal.repeat()) {
            badges.add(Badge.repeat());
        }
        if (deal.lacksSum()) {
            badges.add(Badge.noSum());
        }
        return badges;
    }

    /** What is next on an open deal; null on a closed one. */
    @Nullable
    Signal signal(Deal deal) {
        if (!deal.stage().isOpen()) {
            return null;
        }
        Seen.Next next = deal.seen().next();
        return next == null ? Signal.NONE : new Signal(next.type(), next.dueAt());
    }

    private @Nullable String outcome(Deal deal) {
        if (deal.stage().isOpen()) {
            return null;
        }
        return deal.rejection() == null
                ? "оплачено " + ru.sum(deal.paid())
                : words.words("deal.reason." + deal.rejection().reason());
    }

    @Nullable
    Person responsible(Deal deal) {
        String id = deal.responsibleId();
        return id == null ? null : person(id);
    }

    Person person(String employeeId) {
        String name = employees.nameOf(employeeId);
        return Person.of(employeeId, name.isBlank() ? "Сотрудник" : name);
    }

    /** The number as it is spoken: С-387. */
    static String number(Deal deal) {
        return "С-" + deal.number();
    }
}
