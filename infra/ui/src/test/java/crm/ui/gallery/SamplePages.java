package crm.ui.gallery;

import crm.ui.HxTrigger;
import crm.ui.Page;
import crm.ui.Section;
import crm.ui.Shell;
import crm.ui.board.QuickAdd;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Form;
import crm.ui.form.Option;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

@Controller
class SamplePages {

    static final java.util.concurrent.atomic.AtomicInteger sent = new java.util.concurrent.atomic.AtomicInteger();
    private final Map<String, String> moved = new ConcurrentHashMap<>();

    /** In the samples everybody is Olga, head of sales. */
    @ModelAttribute
    void olga(Model model, HttpServletRequest request) {
        boolean dark = Arrays.stream(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                        .anyMatch(cookie -> cookie.getName().equals("crm-theme")
                                && cookie.getValue().equals("dark"))
                || "dark".equals(request.getParameter("theme"));
        Shell shell = GalleryApp.olga(dark ? "dark" : "light");
        model.addAttribute("shell", shell);
    }

    @GetMapping("/sample/leads")
    String leads(Model model, HttpServletRequest request) {
        model.addAttribute("filter", filter(request));
        model.addAttribute(
                "page",
                Page.of("Лиды", Section.LEADS)
                        .view("Доска", "layout-kanban", "/sample/leads", true)
                        .view("Список", "list", "/sample/list", false)
                        .view("По срокам", "calendar-due", "/sample/leads?view=due", false)
                        .create("Лид", "/sample/dialog/new"));
        model.addAttribute("board", Samples.leads());
        return "gallery/board";
    }

    @GetMapping("/sample/deals")
    String deals(Model model, HttpServletRequest request) {
        model.addAttribute("filter", filter(request));
        model.addAttribute(
                "page",
                Page.of("Сделки", Section.DEALS)
                        .view("Доска", "layout-kanban", "/sample/deals", true)
                        .view("Список", "list", "/sample/list", false)
                        .create("Сделка", "/sample/dialog/new"));
        model.addAttribute("board", Samples.deals());
        return "gallery/board";
    }

    @GetMapping("/sample/quick")
    String quick(Model model) {
        model.addAttribute(
                "quick",
                new QuickAdd(
                        "/sample/leads",
                        "/sample/dialog/new",
                        Form.EMPTY,
                        List.of(
                                Option.of("OUTBOUND_CALL", "Исходящий звонок МПП"),
                                Option.of("REFERRAL", "По рекомендации")),
                        null));
        return "kit/board :: quick(quick=${quick})";
    }

    private static Filter filter(HttpServletRequest request) {
        return Filter.of(Address.of(request.getRequestURI(), request.getParameterMap()))
                .toggle("stage", "В работе", "NEW", "IN_WORK", "QUALIFICATION")
                .days("created", "Создан")
                .choice(
                        "responsible",
                        "Ответственный",
                        List.of(Option.of("me", "Я"), Option.of("none", "Ничьи"), Option.of("u-anna", "Анна Ковалёва")))
                .choice(
                        "source",
                        "Источник",
                        List.of(Option.of("SITE", "Сайт"), Option.of("REFERRAL", "По рекомендации")))
                .choice("city", "Город", List.of(Option.of("MOW", "Москва"), Option.of("TUL", "Тула")))
                .text("q", "Текст")
                .total("Всего", 412, null)
                .total("просрочено", 19, "overdue")
                .total("без задач", 23, "none")
                .saved("/sample/dialog/save");
    }

    @GetMapping("/sample/lead")
    String lead(Model model) {
        model.addAttribute(
                "page",
                Page.of("Редизайн сайта и SEO", Section.LEADS)
                        .crumb("Лиды", "/sample/leads")
                        .crumb("Л-2411", null)
                        .neighbours("/sample/lead?k", "/sample/lead?j")
                        .create("Лид", "/sample/dialog/new"));
        Samples.record(model);
        return "gallery/record";
    }

    @GetMapping("/sample/list")
    String list(Model model, HttpServletRequest request) {
        model.addAttribute(
                "page",
                Page.of("Лиды", Section.LEADS)
                        .view("Доска", "layout-kanban", "/sample/leads", false)
                        .view("Список", "list", "/sample/list", true)
                        .create("Лид", "/sample/dialog/new"));
        model.addAttribute("filter", filter(request));
        Samples.list(model);
        return "gallery/list";
    }

    @GetMapping("/gallery")
    String gallery(Model model) {
        model.addAttribute("page", Page.of("Окна и состояния", Section.LEADS));
        model.addAttribute(
                "quick",
                new QuickAdd(
                        "/sample/leads",
                        "/sample/dialog/new",
                        Form.EMPTY.wrong("phone", "Такого номера не бывает"),
                        List.of(Option.of("OUTBOUND_CALL", "Исходящий звонок МПП")),
                        null));
        Samples.gallery(model);
        return "gallery/gallery";
    }

    @GetMapping("/sample/leads/{id}/stage")
    String askStage(Model model) {
        Samples.gallery(model);
        return "kit/dialog :: reasons(reasons=${reasons})";
    }

    /** The lead «Севертранс» is refused, «Аквадом» has gone; everything else moves. */
    @PostMapping("/sample/leads/{id}/stage")
    ResponseEntity<String> move(@PathVariable String id, String to) {
        if (id.equals("l7")) {
            return ResponseEntity.unprocessableContent()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body("{\"status\":422,\"detail\":\"У лида нет ответственного. Сначала назначьте его.\"}");
        }
        moved.put(id, to);
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changed("lead", id)
                                .toast("Лид перенесён", "/sample/leads/" + id + "/stage", Map.of("to", "NEW"))
                                .value())
                .build();
    }

    @GetMapping("/sample/leads/cards/{id}")
    String card(@PathVariable String id, Model model) {
        var board = Samples.leads();
        var card = board.columns().stream()
                .flatMap(column -> column.cards().stream())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        model.addAttribute("board", board);
        model.addAttribute("card", Samples.at(card, moved.getOrDefault(id, card.stage())));
        return "gallery/card";
    }

    @GetMapping("/sample/fields/city")
    String city(Model model) {
        model.addAttribute(
                "row", crm.ui.record.Row.of("city", "Город", "Екатеринбург").edit("/sample/fields/city/edit"));
        return "kit/record :: row(row=${row})";
    }

    @PostMapping("/sample/fields/city")
    String saveCity(String city, Model model) {
        model.addAttribute("row", crm.ui.record.Row.of("city", "Город", city).edit("/sample/fields/city/edit"));
        return "kit/record :: row(row=${row})";
    }

    @GetMapping("/sample/contacts")
    String contacts(String q, Model model) {
        model.addAttribute(
                "options",
                List.of(new Option("c1", "Соколова Ирина", "ООО «Нэйм»"), new Option("c2", "Соколов Пётр", null))
                        .stream()
                        .filter(option -> option.label()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(q.toLowerCase(java.util.Locale.ROOT)))
                        .toList());
        return "kit/form :: options-or-new(options=${options}, label='Создать новый контакт', url='/sample/leads/l4/stage?to=REJECTED')";
    }

    @GetMapping("/sample/away")
    ResponseEntity<String> away() {
        return ResponseEntity.status(503)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body("{\"status\":503}");
    }

    @GetMapping("/sample/problem")
    String problem(Model model) {
        model.addAttribute("problem", crm.ui.problem.Problem.of(503, null, "4bf92f3577b34da6a3ce929d0e0e4736"));
        return "kit/problem";
    }

    /** WAIT is refused, everything else is written after a moment. */
    @PostMapping("/sample/activities")
    Object activities(
            @org.springframework.web.bind.annotation.RequestParam
                    org.springframework.util.MultiValueMap<String, String> typed,
            Model model,
            jakarta.servlet.http.HttpServletResponse response)
            throws InterruptedException {
        if ("WAIT".equals(typed.getFirst("type"))) {
            response.setStatus(422);
            model.addAttribute(
                    "composer",
                    new crm.ui.timeline.Composer(
                            "lead/l11",
                            "/sample/activities",
                            crm.ui.timeline.Composer.ALL,
                            Form.of(typed).wrong("dueOn", "Ждать можно не дольше месяца"),
                            "/sample/contacts",
                            "/sample/contacts",
                            "/api/files",
                            null,
                            "https://"));
            model.addAttribute("type", "WAIT");
            return "kit/timeline :: composer-form(composer=${composer}, type=${type})";
        }
        sent.incrementAndGet();
        Thread.sleep(400);
        return ResponseEntity.noContent().build();
    }
}
