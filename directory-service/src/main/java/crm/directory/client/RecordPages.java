package crm.directory.client;

import crm.directory.client.ClientFace.Field;
import crm.directory.client.ClientRefusal.Duplicate;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.Badge;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Matches;
import crm.ui.form.Form;
import crm.ui.form.Input;
import crm.ui.record.Change;
import crm.ui.record.Head;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a contact or a company: its fields edited in place, whose it is, what changed. */
@Controller
@RequestMapping({"/contacts/{id}", "/companies/{id}"})
class RecordPages {
    private static final int CHANGES = 30;
    private static final Pattern NUMBER = Pattern.compile("\\+\\d+");

    private final Faces faces;
    private final Colleagues colleagues;
    private final Twins twins;
    private final WonDeals won;
    private final Problems problems;
    private final Ru ru;
    private final ZoneId zone;

    RecordPages(
            Faces faces,
            Colleagues colleagues,
            Twins twins,
            WonDeals won,
            Problems problems,
            Ru ru,
            @Value("${crm.zone}") ZoneId zone) {
        this.faces = faces;
        this.colleagues = colleagues;
        this.twins = twins;
        this.won = won;
        this.problems = problems;
        this.ru = ru;
        this.zone = zone;
    }

    /** A group of fields as the page shows it. */
    record Group(String title, List<Field> fields) {}

    @GetMapping
    String record(@PathVariable String id, By by, HttpServletRequest request, Model model) {
        return record(faces.of(request), id, by, model);
    }

    private <C extends ClientCard<C>> String record(ClientFace<C> face, String id, By by, Model model) {
        C card = face.cards().opened(id, by);
        ClientFace.Words words = face.words();
        String page = words.base() + "/" + card.id();
        if (!card.id().equals(id)) {
            // it was merged: the old address leads to what it turned out to be (D-3)
            return "redirect:" + page;
        }
        List<Phone> phones = face.phones(card);
        Phone phone = phones.isEmpty() ? null : phones.getFirst();
        model.addAttribute(
                "page",
                Page.of(card.title(), words.section())
                        .crumb(words.many(), words.base())
                        .crumb(card.title(), null));
        model.addAttribute(
                "head",
                new Head(
                        card.title(),
                        face.avatar(card),
                        badges(face, card),
                        null,
                        true,
                        colleagues.person(card.responsibleId()),
                        null,
                        List.of(words.entered() + " " + ru.date(card.createdAt())),
                        phone == null ? null : phone.number(),
                        phone == null ? null : phone.extension(),
                        actions(card, page, by),
                        menu(page, by)));
        model.addAttribute("subject", card.ref());
        model.addAttribute("url", page);
        model.addAttribute(
                "groups",
                face.groups().entrySet().stream()
                        .map(group -> new Group(
                                group.getKey(),
                                group.getValue().stream()
                                        .map(name -> face.field(name, card, by))
                                        .toList()))
                        .toList());
        model.addAttribute("twin", twin(face, card, by));
        model.addAttribute("status", ClientLook.badge(card.clientStatus()));
        model.addAttribute(
                "sales", won.with(card).stream().map(deal -> sale(deal, by)).toList());
        model.addAttribute("relatedTitle", face.relatedTitle());
        model.addAttribute("related", face.related(card, by));
        return "directory/record";
    }

    /**
     * What looks like the same one entered twice (D-2).
     *
     * @param words which of their fields are equal
     * @param compare where the two are merged, for those who may
     */
    record Likely(
            String title,
            String url,
            String words,
            @Nullable String compare) {}

    private <C extends ClientCard<C>> @Nullable Likely twin(ClientFace<C> face, C card, By by) {
        String base = face.words().base() + "/";
        return face.cards()
                .likelyTwin(card)
                .map(twin -> new Likely(
                        twin.card().title(),
                        base + twin.card().id(),
                        twin.shared().stream()
                                .map(mark -> problems.words(
                                        "duplicate." + card.kind().code() + "." + mark.kind()))
                                .distinct()
                                .collect(Collectors.joining(", ")),
                        by.leads()
                                ? base + card.id() + "/merge?into="
                                        + twin.card().id()
                                : null))
                .orElse(null);
    }

    private static <C extends ClientCard<C>> List<Badge> badges(ClientFace<C> face, C card) {
        List<Badge> badges = new ArrayList<>(face.badges(card));
        Badge status = ClientLook.badge(card.clientStatus());
        if (status != null) {
            badges.add(status);
        }
        return badges;
    }

    private List<Link> actions(ClientCard<?> card, String page, By by) {
        String owner = card.responsibleId();
        boolean free = owner == null || colleagues.hasLeft(owner);
        return free && ClientAccess.claims(by)
                ? List.of(Link.dialog("Взять себе", "user-check", page + "/claim"))
                : List.of();
    }

    private static List<Link> menu(String page, By by) {
        List<Link> menu = new ArrayList<>();
        if (by.leads()) {
            menu.add(Link.dialog("Сменить ответственного", "switch-horizontal", page + "/responsible"));
            menu.add(Link.dialog("Объединить…", "arrow-merge", page + "/merge"));
        }
        if (ClientAccess.setsStatus(by)) {
            menu.add(Link.dialog("Статус клиента", "star", page + "/client-status"));
        }
        return menu;
    }

    /** A sale as the page words it: whole for those who see every sale, for others who sold in which year. */
    record Sale(
            @Nullable Person seller,
            int year,
            @Nullable String url,
            @Nullable Instant wonAt,
            @Nullable BigDecimal amount) {}

    private Sale sale(WonDeals.Won deal, By by) {
        Person seller = colleagues.person(deal.responsibleId());
        int year = deal.wonAt().atZone(zone).getYear();
        return by.leads() || by.isAny(Role.ACCOUNT_MANAGER, Role.BACK_OFFICE)
                ? new Sale(seller, year, "/deals/" + deal.dealId(), deal.wonAt(), deal.amount())
                : new Sale(seller, year, null, null, null);
    }

    @GetMapping("/client-status")
    String status(@PathVariable String id, By by, HttpServletRequest request, Model model) {
        ClientFace<?> face = faces.of(request);
        ClientCard<?> card = face.cards().card(id, by);
        ClientAccess.needStatusSetter(by);
        model.addAttribute(
                "dialog",
                Dialog.of(
                                "Статус клиента",
                                card.title(),
                                face.words().base() + "/" + card.id() + "/client-status",
                                "Сохранить статус")
                        .form(Form.EMPTY.with("status", card.clientStatus())));
        return "directory/dialogs :: status(dialog=${dialog})";
    }

    @PostMapping("/client-status")
    ResponseEntity<Void> setStatus(
            @PathVariable String id,
            @RequestParam ClientStatus status,
            By by,
            @Nullable RequestKey key,
            HttpServletRequest request) {
        return changed(
                faces.of(request).cards().setStatus(id, status, by, Expected.ANY, key), "Статус клиента изменён");
    }

    @GetMapping("/fields/{name}")
    String field(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean shown,
            By by,
            HttpServletRequest request,
            Model model) {
        return field(faces.of(request), id, name, shown, by, model);
    }

    private <C extends ClientCard<C>> String field(
            ClientFace<C> face, String id, String name, boolean shown, By by, Model model) {
        C card = face.cards().card(id, by);
        model.addAttribute("field", face.field(name, card, by));
        if (shown) {
            return "directory/parts :: field(field=${field})";
        }
        if (!face.mayEdit(name, card, by)) {
            throw Refusals.forbidden();
        }
        return editor(face.input(name, card), face.words().base() + "/" + card.id(), null, model);
    }

    private static String editor(Input input, String page, Matches.@Nullable Match match, Model model) {
        model.addAttribute("input", input);
        model.addAttribute("url", page + "/fields/" + input.name());
        model.addAttribute("match", match);
        return "directory/parts :: editor(input=${input},url=${url},match=${match})";
    }

    @PostMapping("/fields/{name}")
    Object save(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return save(faces.of(request), id, name, typed, by, response, model);
    }

    private <C extends ClientCard<C>> Object save(
            ClientFace<C> face,
            String id,
            String name,
            MultiValueMap<String, String> typed,
            By by,
            HttpServletResponse response,
            Model model) {
        C card = face.cards().card(id, by);
        try {
            face.save(card, name, typed, by);
            return changed(card);
        } catch (Refused refused) {
            var problem = problems.of(refused.refusal());
            if (problem.errors().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            Input input = face.input(name, card)
                    .value(ClientLook.value(typed, name))
                    .error(problem.errors().getFirst().message());
            Matches.Match match = refused.refusal() instanceof Duplicate twin ? twins.match(face, twin) : null;
            model.addAttribute("confirmable", refused.refusal() instanceof Duplicate twin && twin.confirmable());
            return editor(input, face.words().base() + "/" + card.id(), match, model);
        }
    }

    @GetMapping("/claim")
    String claiming(@PathVariable String id, By by, HttpServletRequest request, Model model) {
        ClientFace<?> face = faces.of(request);
        ClientCard<?> card = face.cards().card(id, by);
        ClientAccess.needClaimer(by);
        model.addAttribute(
                "dialog",
                Dialog.of("Взять себе", card.title(), face.words().base() + "/" + card.id() + "/claim", "Взять себе"));
        return "kit/dialog :: confirm(dialog=${dialog},text='Вы станете ответственным. Об этом узнают в истории карточки.')";
    }

    @PostMapping("/claim")
    ResponseEntity<Void> claim(@PathVariable String id, By by, @Nullable RequestKey key, HttpServletRequest request) {
        return changed(faces.of(request).cards().claim(id, by, key), "Теперь ответственный — вы");
    }

    @GetMapping("/responsible")
    String responsible(@PathVariable String id, By by, HttpServletRequest request, Model model) {
        ClientFace<?> face = faces.of(request);
        ClientCard<?> card = face.cards().card(id, by);
        ClientAccess.needLeader(by);
        List<Assign.Pick> picks = colleagues.sellers().stream()
                .map(colleague -> new Assign.Pick(
                        Person.of(colleague.id(), colleague.name()),
                        null,
                        null,
                        colleague.id().equals(card.responsibleId()),
                        false))
                .toList();
        model.addAttribute(
                "assign",
                new Assign(
                        Dialog.of(
                                "Сменить ответственного",
                                card.title(),
                                face.words().base() + "/" + card.id() + "/responsible",
                                "Назначить"),
                        picks,
                        false));
        return "kit/dialog :: assign(assign=${assign})";
    }

    @PostMapping("/responsible")
    ResponseEntity<Void> assign(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String employeeId,
            By by,
            @Nullable RequestKey key,
            HttpServletRequest request) {
        return changed(
                faces.of(request).cards().assign(id, employeeId, by, Expected.ANY, key), "Ответственный назначен");
    }

    @GetMapping("/history")
    String history(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            By by,
            HttpServletRequest request,
            Model model) {
        ClientFace<?> face = faces.of(request);
        var page = face.cards().history(id, by, cursor, CHANGES);
        model.addAttribute(
                "changes",
                page.items().stream()
                        .map(change -> new Change(
                                change.at(),
                                colleagues.nameOf(change.by()),
                                problems.words("history." + change.field()),
                                worded(face.cards(), change.field(), change.from()),
                                worded(face.cards(), change.field(), change.to()),
                                null))
                        .toList());
        model.addAttribute(
                "more",
                page.nextCursor() == null
                        ? null
                        : face.words().base() + "/" + id + "/history?cursor=" + page.nextCursor());
        return "kit/record :: history(changes=${changes},more=${more})";
    }

    private @Nullable String worded(ClientCards<?> cards, String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "responsibleId" -> colleagues.nameOf(value);
            case "clientStatus" -> problems.words("client.status." + value);
            case "decisionMaker" -> value.equals("true") ? "да" : "нет";
            case "companyIds" -> faces.titles(value);
            case "phone", "phones" -> NUMBER.matcher(value).replaceAll(number -> ru.phone(number.group()));
            case "mergedInto" -> cards.find(value).map(ClientCard::title).orElse(value);
            default -> value;
        };
    }

    private static ResponseEntity<Void> changed(ClientCard<?> card) {
        return answer(HxTrigger.changed(card.kind().code(), card.id()));
    }

    private static ResponseEntity<Void> changed(ClientCard<?> card, String said) {
        return answer(HxTrigger.changed(card.kind().code(), card.id()).toast(said));
    }

    private static ResponseEntity<Void> answer(HxTrigger trigger) {
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }
}
