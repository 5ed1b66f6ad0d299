package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.Deals;
import crm.deals.deal.Payment;
import crm.deals.deal.Rights;
import crm.deals.deal.Stage;
import crm.platform.card.ContactLink;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Expected;
import crm.ui.Badge;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.form.Input;
import crm.ui.record.Contact;
import crm.ui.record.Head;
import crm.ui.record.Row;
import crm.ui.record.StageBar;
import crm.ui.record.StageBar.State;
import crm.ui.record.StageBar.Step;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A deal's page and its fields, edited in place. */
@Controller
class RecordPages {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Deals deals;
    private final Faces faces;
    private final Cities cities;
    private final LinePages lines;
    private final Problems words;
    private final Ru ru;
    private final Clock clock;

    RecordPages(Deals deals, Faces faces, Cities cities, LinePages lines, Problems words, Ru ru, Clock clock) {
        this.deals = deals;
        this.faces = faces;
        this.cities = cities;
        this.lines = lines;
        this.words = words;
        this.ru = ru;
        this.clock = clock;
    }

    /** @param share how much of the whole is paid, 0…100, as an SVG width */
    record Paid(
            BigDecimal paid,
            BigDecimal total,
            String share,
            List<Entered> entered,
            @Nullable String addUrl) {}

    /**
     * One payment.
     *
     * @param note document, who entered it; why it is void
     * @param confirmUrl null when this reader may not confirm it, or there is nothing to confirm
     */
    record Entered(
            Payment payment,
            Badge badge,
            String note,
            @Nullable String confirmUrl,
            @Nullable String voidUrl) {}

    @GetMapping("/deals/{id}")
    String record(@PathVariable String id, By by, Model model) {
        Deal deal = deals.card(id, by);
        Rights rights = deals.rights(deal, by);
        Map<String, Label> names = faces.names(List.of(deal), by);
        Head head = head(deal, rights, names, by);
        model.addAttribute(
                "page",
                Page.of(deal.title(), Section.DEALS)
                        .crumb("Сделки", Filters.BOARD)
                        .crumb(Faces.number(deal), null));
        model.addAttribute("id", id);
        model.addAttribute("head", head);
        model.addAttribute("stages", new StageBar("deal", "/deals/" + id + "/stage", steps(deal, rights)));
        model.addAttribute("rows", rows(deal, rights, names));
        model.addAttribute("responsible", faces.responsible(deal));
        model.addAttribute("assign", rights.assign() ? "/deals/" + id + "/responsible" : null);
        model.addAttribute("lead", leadOf(deal, by));
        model.addAttribute("paid", paid(deal, rights));
        model.addAttribute("contacts", contacts(deal, rights, names));
        model.addAttribute(
                "addContact",
                rights.change() ? Link.dialog("Добавить человека", "plus", "/deals/" + id + "/contacts/new") : null);
        model.addAttribute("products", lines.products(deal, rights));
        return "deal/record";
    }

    private Head head(Deal deal, Rights rights, Map<String, Label> names, By by) {
        List<String> facts = new ArrayList<>();
        facts.add(Faces.number(deal));
        facts.add("заведена " + ru.date(deal.createdAt()));
        Label main = faces.main(deal, names);
        List<Link> menu = new ArrayList<>();
        if (rights.assign()) {
            menu.add(Link.dialog("Назначить ответственного", "user-check", "/deals/" + deal.id() + "/responsible"));
        }
        if (rights.pay()) {
            menu.add(Link.dialog("Внести оплату", "coin", "/deals/" + deal.id() + "/payments/new"));
        }
        String lead = leadOf(deal, by);
        if (lead != null) {
            menu.add(Link.page("Открыть лид", "target-arrow", lead));
        }
        return new Head(
                deal.title(),
                null,
                faces.badges(deal),
                deal.total(),
                true,
                faces.responsible(deal),
                faces.signal(deal),
                facts,
                main == null ? null : main.phone(),
                null,
                List.of(),
                menu);
    }

    /** The lead it came from, for those who see leads at all. */
    private static @Nullable String leadOf(Deal deal, By by) {
        boolean sales = by.leads() || by.is(Role.SALES_MANAGER);
        return sales && deal.leadId() != null ? "/leads/" + deal.leadId() : null;
    }

    private List<Step> steps(Deal deal, Rights rights) {
        List<Stage> asking = deal.asking();
        List<Step> steps = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            boolean now = stage == deal.stage();
            boolean passed = stage.isOpen() && deal.stage() != Stage.REJECTED && stage.compareTo(deal.stage()) < 0;
            steps.add(new Step(
                    stage.name(),
                    now ? State.NOW : passed ? State.DONE : State.AHEAD,
                    !stage.isOpen(),
                    now ? Duration.between(deal.stageSince(), clock.instant()) : null,
                    rights.moves().contains(stage),
                    asking.contains(stage)));
        }
        return steps;
    }

    private List<Row> rows(Deal deal, Rights rights, Map<String, Label> names) {
        List<Row> rows = new ArrayList<>();
        for (String field : List.of("title", "companyId", "city")) {
            rows.add(row(field, deal, rights, names));
        }
        String source = deal.source();
        rows.add(Row.of("source", "Источник", source == null ? null : words.words("source." + source)));
        if (deal.rejection() != null) {
            rows.add(Row.of(
                    "reason",
                    "Причина отказа",
                    words.words("deal.reason." + deal.rejection().reason())));
            rows.add(Row.of("comment", "Комментарий", deal.rejection().comment()));
            if (deal.rejection().returnOn() != null) {
                rows.add(
                        Row.of("returnOn", "Вернуться", ru.date(deal.rejection().returnOn())));
            }
        }
        return rows;
    }

    private Row row(String field, Deal deal, Rights rights, Map<String, Label> names) {
        Row row = switch (field) {
            case "title" -> Row.of(field, "Название", deal.title());
            case "city" -> Row.of(field, "Город", cities.name(deal.city())).hint("добавить город");
            case "companyId" -> {
                String company = deal.companyId();
                Row shown = Row.of(field, "Компания", company == null ? null : name(company, names))
                        .hint("добавить компанию");
                yield company == null ? shown : shown.to("/companies/" + company);
            }
            default -> throw Refusals.notFound();
        };
        return rights.change() ? row.edit(fieldUrl(deal, field) + "/edit") : row.hint("—");
    }

    private static String fieldUrl(Deal deal, String field) {
        return "/deals/" + deal.id() + "/fields/" + field;
    }

    private static String name(String id, Map<String, Label> names) {
        Label label = names.get(id);
        return label == null ? "Имя сейчас недоступно" : label.label();
    }

    private List<Contact> contacts(Deal deal, Rights rights, Map<String, Label> names) {
        return deal.contacts().stream()
                .map(link -> contact(deal, link, rights, names))
                .toList();
    }

    private static Contact contact(Deal deal, ContactLink link, Rights rights, Map<String, Label> names) {
        Label label = names.get(link.id());
        boolean main = link.role() == ContactLink.Role.MAIN;
        String base = "/deals/" + deal.id() + "/contacts/" + link.id();
        List<Link> menu = new ArrayList<>();
        if (rights.change()) {
            if (!main) {
                menu.add(Link.dialog("Сделать основным", "crown", base + "/main"));
            }
            menu.add(Link.dialog("Убрать из сделки", "user-minus", base + "/remove"));
        }
        return new Contact(
                Person.of(link.id(), name(link.id(), names)),
                "/contacts/" + link.id(),
                main ? List.of(Badge.line("основной")) : List.of(),
                null,
                label == null || label.phone() == null ? List.of() : List.of(new Contact.Phone(label.phone(), null)),
                List.of(),
                menu);
    }

    private Paid paid(Deal deal, Rights rights) {
        BigDecimal total = deal.total();
        String share = total.signum() == 0
                ? deal.paid().signum() == 0 ? "0" : "100"
                : deal.paid()
                        .multiply(HUNDRED)
                        .divide(total, 1, RoundingMode.HALF_UP)
                        .min(HUNDRED)
                        .toPlainString();
        return new Paid(
                deal.paid(),
                total,
                share,
                deal.payments().stream()
                        .map(payment -> entered(deal, payment, rights))
                        .toList(),
                rights.pay() ? "/deals/" + deal.id() + "/payments/new" : null);
    }

    private Entered entered(Deal deal, Payment payment, Rights rights) {
        String base = "/deals/" + deal.id() + "/payments/" + payment.paymentId();
        boolean counts = payment.counts();
        Badge badge = !counts
                ? new Badge("аннулирована", "ban", null)
                : payment.confirmed()
                        ? new Badge("подтверждена", "circle-check", "ok")
                        : new Badge("со слов", null, "line");
        String note = "документ " + payment.document() + (counts ? "" : " · " + payment.voided());
        return new Entered(
                payment,
                badge,
                note,
                rights.confirm() && counts && !payment.confirmed() ? base + "/confirm" : null,
                rights.confirm() && counts ? base + "/void" : null);
    }

    @GetMapping("/deals/{id}/fields/{field}")
    String field(@PathVariable String id, @PathVariable String field, By by, Model model) {
        return shown(deals.card(id, by), field, by, model);
    }

    private String shown(Deal deal, String field, By by, Model model) {
        model.addAttribute("row", row(field, deal, deals.rights(deal, by), faces.names(List.of(deal), by)));
        return "kit/record :: row(row=${row})";
    }

    @GetMapping("/deals/{id}/fields/{field}/edit")
    String editor(@PathVariable String id, @PathVariable String field, By by, Model model) {
        Deal deal = deals.card(id, by);
        if (!deals.rights(deal, by).change()) {
            throw Refusals.forbidden();
        }
        model.addAttribute("input", input(field, deal, by));
        model.addAttribute("url", fieldUrl(deal, field));
        return "kit/record :: editor(input=${input},saveUrl=${url},rowUrl=${url})";
    }

    private Input input(String field, Deal deal, By by) {
        return switch (field) {
            case "title" ->
                Input.of(field, "Название").value(deal.title()).required().max(Deal.TITLE);
            case "city" -> {
                var all = cities.options(deal.city());
                Input city = Input.of(field, "Город").value(deal.city());
                yield all.isEmpty() ? city : city.options(all).empty("Не указан");
            }
            case "companyId" -> {
                Input company =
                        Input.of(field, "Компания").value(deal.companyId()).url("/companies/suggest");
                yield deal.companyId() == null
                        ? company
                        : company.shown(name(deal.companyId(), faces.names(List.of(deal), by)));
            }
            default -> throw Refusals.notFound();
        };
    }

    @PostMapping("/deals/{id}/fields/{field}")
    String save(
            @PathVariable String id,
            @PathVariable String field,
            @RequestParam MultiValueMap<String, String> sent,
            By by,
            Model model,
            HttpServletResponse response) {
        String value = new Typed(sent).text(field);
        Deal deal = deals.edit(id, data -> edited(data, field, value), by, Expected.ANY);
        response.setHeader(HxTrigger.HEADER, Answers.trigger(id).value());
        return shown(deal, field, by, model);
    }

    private static Deal.Data edited(Deal.Data data, String field, @Nullable String value) {
        return switch (field) {
            case "title" -> new Deal.Data(value == null ? "" : value, data.city(), data.contacts(), data.companyId());
            case "city" -> new Deal.Data(data.title(), value, data.contacts(), data.companyId());
            case "companyId" -> new Deal.Data(data.title(), data.city(), data.contacts(), value);
            default -> throw Refusals.notFound();
        };
    }
}
