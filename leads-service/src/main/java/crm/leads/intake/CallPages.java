package crm.leads.intake;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.client.model.Sorts;
import crm.leads.dictionary.Cities;
import crm.leads.lead.Applicant;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadData;
import crm.leads.lead.Leads;
import crm.leads.lead.Source;
import crm.platform.card.CardFilter;
import crm.platform.employee.Employees;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.AggregateStore;
import crm.platform.store.RequestKey;
import crm.ui.Page;
import crm.ui.Section;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The call centre's page (I-2): one form while the client is on the line, the number to say, what was entered today. */
@Controller
@RequestMapping("/leads/call")
class CallPages {
    private static final int SHOWN = 50;

    private final Leads leads;
    private final AggregateStore<Lead> store;
    private final Cities cities;
    private final Employees employees;
    private final Clock clock;
    private final ZoneId zone;

    CallPages(
            Leads leads,
            AggregateStore<Lead> store,
            Cities cities,
            Employees employees,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        this.leads = leads;
        this.store = store;
        this.cities = cities;
        this.employees = employees;
        this.clock = clock;
        this.zone = zone;
    }

    /** One of his entries: what he may see of it. */
    record Entry(String id, String number, String title, String stage, Instant at) {}

    /** What to tell the client: his number, or whom his call is passed on to. */
    record Said(@Nullable String number, @Nullable String responsible) {}

    @GetMapping
    String call(By by, Model model) {
        show(by, null, model);
        model.addAttribute(
                "page",
                Page.of("Лиды", Section.LEADS)
                        .view("Доска", "layout-kanban", "/leads", false)
                        .view("Список", "list", "/leads/list", false)
                        .view("Звонок", "phone", "/leads/call", true));
        return "intake/call";
    }

    @PostMapping
    String enter(@RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key, Model model) {
        needOperator(by);
        String phone = text(typed, "phone");
        new Fields().required("phone", phone).orRefuse();
        Applicant applicant = new Applicant(text(typed, "name"), phone, text(typed, "email"));
        String title = Stream.of(text(typed, "title"), applicant.name())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("Звонок " + phone);
        LeadData data = new LeadData(
                title,
                Source.CALL_CENTER,
                null,
                text(typed, "city"),
                text(typed, "comment"),
                List.of(),
                null,
                applicant);
        Leads.Entered entered = leads.enter(data, null, by, key);
        Lead lead = entered.lead();
        String responsible = entered.responsibleId() == null ? null : employees.nameOf(entered.responsibleId());
        show(by, new Said(lead == null ? null : "Л-" + lead.number(), responsible), model);
        return "intake/call :: call";
    }

    private void show(By by, @Nullable Said said, Model model) {
        needOperator(by);
        model.addAttribute("said", said);
        model.addAttribute("cities", cities.options(null));
        model.addAttribute("entries", today(by));
    }

    private static void needOperator(By by) {
        if (!by.is(Role.CALL_CENTER)) {
            throw Refusals.forbidden();
        }
    }

    private List<Entry> today(By by) {
        return store.collection()
                .find(and(
                        eq("createdBy", by.id()),
                        gte("createdAt", CardFilter.start(LocalDate.ofInstant(clock.instant(), zone), zone))))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(Sorts.descending("createdAt", "_id"))
                .limit(SHOWN)
                .map(store::read)
                .map(lead -> new Entry(
                        lead.id(),
                        "Л-" + lead.number(),
                        lead.title(),
                        lead.stage().name(),
                        lead.createdAt()))
                .into(new ArrayList<>());
    }

    private static @Nullable String text(MultiValueMap<String, String> typed, String name) {
        String value = typed.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
