package crm.leads.assignment;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Sorts;
import crm.leads.dictionary.Cities;
import crm.leads.lead.Lateness;
import crm.leads.lead.Lead;
import crm.leads.lead.Stage;
import crm.leads.setting.LeadSettings;
import crm.leads.turn.NextResponsible;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The head's queue: what waits for somebody, what was not taken in time, and who is there to take it (L-1, L-19). */
@Controller
@RequestMapping("/leads/queue")
class QueuePages {
    private static final int SHOWN = 100;
    private static final int COUNTED = 1000;
    private static final List<String> OPEN =
            Arrays.stream(Stage.values()).filter(Stage::isOpen).map(Stage::name).toList();

    private final AggregateStore<Lead> leads;
    private final NextResponsible next;
    private final Lateness lateness;
    private final LeadSettings settings;
    private final Cities cities;
    private final Employees employees;
    private final Problems words;
    private final Ru ru;

    QueuePages(
            AggregateStore<Lead> leads,
            NextResponsible next,
            Lateness lateness,
            LeadSettings settings,
            Cities cities,
            Employees employees,
            Problems words,
            Ru ru) {
        this.leads = leads;
        this.next = next;
        this.lateness = lateness;
        this.settings = settings;
        this.cities = cities;
        this.employees = employees;
        this.words = words;
        this.ru = ru;
    }

    /** A lead that waits. */
    record Waiting(
            String id,
            String number,
            String title,
            String note,
            String stage,
            @Nullable String source,
            Instant since) {}

    /** A lead that was not taken in time. */
    record Late(String id, String number, String title, Person responsible, long minutes) {}

    /** A manager: how many he got today, and whether he is there. */
    record Manager(
            Person person,
            long today,
            boolean next,
            boolean present,
            @Nullable String away) {}

    /** The proposal: whom, by his first name too. */
    record Proposed(String id, String name, String why) {}

    @GetMapping
    String queue(By by, Model model) {
        show(by, model);
        model.addAttribute(
                "page",
                Page.of("Лиды", Section.LEADS)
                        .view("Доска", "layout-kanban", "/leads", false)
                        .view("Список", "list", "/leads/list", false)
                        .view("Очередь", "user-question", "/leads/queue", true)
                        .create("Лид", "/leads/new"));
        return "assignment/queue";
    }

    /** What of the page changes by itself. */
    @GetMapping("/state")
    String state(By by, Model model) {
        show(by, model);
        return "assignment/queue :: state";
    }

    private void show(By by, Model model) {
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
        Bson waiting = and(eq("responsibleId", null), in("stage", OPEN));
        Instant until = lateness.until();
        NextResponsible.Proposal proposal = next.propose();
        model.addAttribute(
                "waiting", find(waiting, "createdAt").map(this::waiting).toList());
        model.addAttribute("total", leads.collection().countDocuments(waiting, new CountOptions().limit(COUNTED)));
        model.addAttribute(
                "late",
                find(lateness.filter(until), "assignedAt").map(this::late).toList());
        model.addAttribute("managers", managers(proposal));
        model.addAttribute("proposed", proposed(proposal));
        model.addAttribute("nobody", proposal.why());
        model.addAttribute("mode", words.words("setting.assignment." + settings.assignment()));
        model.addAttribute("minutes", settings.minutesToAccept());
    }

    private Stream<Lead> find(Bson filter, String oldest) {
        return leads
                .collection()
                .find(filter)
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(Sorts.ascending(oldest, "_id"))
                .limit(SHOWN)
                .map(leads::read)
                .into(new ArrayList<>())
                .stream();
    }

    private Waiting waiting(Lead lead) {
        var applicant = lead.applicant();
        String note = Stream.of(
                        lead.city() == null ? null : cities.nameOf(lead.city()),
                        applicant == null ? null : applicant.name(),
                        applicant == null || applicant.phone() == null ? null : ru.phone(applicant.phone()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new Waiting(
                lead.id(),
                "Л-" + lead.number(),
                lead.title(),
                note,
                lead.stage().name(),
                lead.source() == null ? null : lead.source().name(),
                lead.createdAt());
    }

    private Late late(Lead lead) {
        String responsible = Objects.requireNonNull(lead.responsibleId());
        return new Late(
                lead.id(),
                "Л-" + lead.number(),
                lead.title(),
                Person.of(
                        responsible,
                        employees.find(responsible).map(Employee::fullName).orElse("Сотрудник")),
                lateness.minutes(lead));
    }

    private List<Manager> managers(NextResponsible.Proposal proposal) {
        return next.candidates().stream()
                .map(candidate -> {
                    Employee who = candidate.employee();
                    boolean leave = "в отпуске".equals(candidate.away());
                    return new Manager(
                            Person.of(who.id(), who.fullName()),
                            candidate.today(),
                            who.id().equals(proposal.employeeId()),
                            who.present(),
                            leave && who.leave() != null
                                    ? "в отпуске до " + ru.date(who.leave().to())
                                    : null);
                })
                .toList();
    }

    private @Nullable Proposed proposed(NextResponsible.Proposal proposal) {
        return proposal.employeeId() == null
                ? null
                : new Proposed(proposal.employeeId(), employees.nameOf(proposal.employeeId()), proposal.why());
    }
}
