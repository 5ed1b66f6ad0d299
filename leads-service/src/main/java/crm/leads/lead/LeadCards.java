package crm.leads.lead;

import crm.leads.dictionary.Cities;
import crm.platform.card.CardTable;
import crm.platform.card.ContactLink;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.remote.References;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.ui.Badge;
import crm.ui.Person;
import crm.ui.Signal;
import crm.ui.board.Bar;
import crm.ui.board.Board;
import crm.ui.board.Card;
import crm.ui.board.Column;
import crm.ui.filter.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leads as cards of a board: names in one call for all of them. */
@Component
class LeadCards {
    private final References references;
    private final Employees employees;
    private final Cities cities;
    private final Lateness lateness;
    private final LeadWords said;
    private final Problems words;

    LeadCards(
            References references,
            Employees employees,
            Cities cities,
            Lateness lateness,
            LeadWords said,
            Problems words) {
        this.references = references;
        this.employees = employees;
        this.cities = cities;
        this.lateness = lateness;
        this.said = said;
        this.words = words;
    }

    /** @param address the page's own, with its filter */
    Board board(List<CardTable.Column<Lead>> columns, Address address, By by) {
        List<Lead> all =
                columns.stream().flatMap(column -> column.items().stream()).toList();
        Map<String, Label> labels = labels(all, by);
        List<Column> drawn = new ArrayList<>();
        for (CardTable.Column<Lead> column : columns) {
            Address own = address.with("stage", column.stage());
            drawn.add(new Column(
                    column.stage(),
                    null,
                    column.count(),
                    null,
                    LeadAccess.seesWhole(by) && Stage.valueOf(column.stage()).isOpen() ? bar(column.bar(), own) : null,
                    column.items().stream().map(lead -> card(lead, labels, by)).toList(),
                    more(own, column.nextCursor()),
                    column.stage().equals(Stage.NEW.name()) ? "/leads/quick" : null));
        }
        return new Board(
                "lead",
                drawn,
                List.of(Stage.CONVERTED.name(), Stage.REJECTED.name()),
                "/leads/{id}/stage",
                address.at("/leads/board/cards/ID").url().replaceFirst("/ID", "/{id}"));
    }

    private static Bar bar(CardTable.Bar bar, Address own) {
        String chosen = own.values("due").isEmpty() ? "" : own.values("due").getFirst();
        return new Bar(
                bar.planned(),
                bar.today(),
                bar.overdue(),
                bar.none(),
                own.without("due").open(),
                chosen);
    }

    static @Nullable String more(Address own, @Nullable String cursor) {
        return cursor == null
                ? null
                : own.at("/leads/board/more").with("cursor", cursor).url();
    }

    /** More of one column. */
    List<Card> cards(List<Lead> leads, By by) {
        Map<String, Label> labels = labels(leads, by);
        return leads.stream().map(lead -> card(lead, labels, by)).toList();
    }

    /** Leads as rows of a list. */
    List<LeadRow> rows(List<Lead> leads, By by) {
        Map<String, Label> labels = labels(leads, by);
        return leads.stream()
                .map(lead -> {
                    boolean whole = !LeadAccess.seesTitleOnly(by, lead);
                    Label contact = labels.get(Objects.toString(mainContact(lead), ""));
                    Label company = labels.get(Objects.toString(lead.companyId(), ""));
                    return new LeadRow(
                            lead,
                            whole,
                            whole ? client(lead, contact, company) : "",
                            whole ? phone(lead, contact) : null);
                })
                .toList();
    }

    private Map<String, Label> labels(Collection<Lead> all, By by) {
        List<Lead> leads =
                all.stream().filter(lead -> !LeadAccess.seesTitleOnly(by, lead)).toList();
        return references.labels(
                by.id(),
                leads.stream()
                        .map(LeadCards::mainContact)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                leads.stream()
                        .map(Lead::companyId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    private static @Nullable String mainContact(Lead lead) {
        return lead.contacts().stream()
                .filter(link -> link.role() == ContactLink.Role.MAIN)
                .map(ContactLink::id)
                .findFirst()
                .orElse(null);
    }

    private Card card(Lead lead, Map<String, Label> labels, By by) {
        if (LeadAccess.seesTitleOnly(by, lead)) {
            return titleOnly(lead);
        }
        Label contact = labels.get(Objects.toString(mainContact(lead), ""));
        Label company = labels.get(Objects.toString(lead.companyId(), ""));
        boolean open = lead.stage().isOpen();
        return new Card(
                lead.id(),
                "/leads/" + lead.id(),
                lead.title(),
                lead.stage().name(),
                subtitle(lead, contact, company),
                null,
                lateness.is(lead) ? List.of(new Badge("не принят", "clock", "bad")) : List.<Badge>of(),
                lead.source() == null ? null : lead.source().name(),
                open ? signal(lead) : null,
                open ? null : outcome(lead),
                lead.stageSince(),
                person(lead.responsibleId()),
                phone(lead, contact),
                null,
                LeadAccess.works(by, lead) ? names(lead.stage().next()) : List.of(),
                names(asking(lead)));
    }

    private static Card titleOnly(Lead lead) {
        return new Card(
                lead.id(),
                "/leads/" + lead.id(),
                lead.title(),
                lead.stage().name(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    private static @Nullable String phone(Lead lead, @Nullable Label contact) {
        if (contact != null && contact.phone() != null) {
            return contact.phone();
        }
        return lead.applicant() == null ? null : lead.applicant().phone();
    }

    private static String client(Lead lead, @Nullable Label contact, @Nullable Label company) {
        List<String> parts = new ArrayList<>();
        if (company != null) {
            parts.add(company.label());
        }
        if (contact != null) {
            parts.add(contact.label());
        } else if (lead.applicant() != null && lead.applicant().name() != null) {
            parts.add(lead.applicant().name());
        }
        return String.join(" · ", parts);
    }

    private String subtitle(Lead lead, @Nullable Label contact, @Nullable Label company) {
        String client = client(lead, contact, company);
        String city = lead.city() == null ? "" : cities.nameOf(lead.city());
        return client.isEmpty() || city.isEmpty() ? client + city : client + " · " + city;
    }

    static Signal signal(Lead lead) {
        var next = lead.seen().next();
        return next == null ? Signal.NONE : new Signal(next.type(), next.dueAt());
    }

    private String outcome(Lead lead) {
        return lead.rejection() != null ? said.reason(lead.rejection().reason()) : words.words("lead.page.converted");
    }

    @Nullable
    Person person(@Nullable String employeeId) {
        if (employeeId == null) {
            return null;
        }
        String name = employees.find(employeeId).map(Employee::fullName).orElse("Сотрудник");
        return Person.of(employeeId, name);
    }

    /** The stages that open a dialog: rejection always, conversion while something is missing for it. */
    static List<Stage> asking(Lead lead) {
        return lead.stage().next().stream()
                .filter(to -> to == Stage.REJECTED
                        || (to == Stage.CONVERTED
                                && !lead.missingForConversion().isEmpty()))
                .toList();
    }

    static List<String> names(Collection<Stage> stages) {
        return stages.stream().map(Stage::name).toList();
    }
}
