package crm.directory.dismissal;

import crm.directory.dismissal.Progress.State;
import crm.directory.employee.Employee;
import crm.directory.employee.Staff;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.ui.Badge;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.dialog.Dialog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The dialog that says what a dismissal does, its progress by service, and the way back. */
@Controller
@RequestMapping("/employees/{id}")
class DismissalPages {
    private static final Map<String, String> LABELS =
            Map.of("leads", "Лиды", "deals", "Сделки", "directory", "Контакты и компании", "activities", "Дела");

    private final Staff staff;
    private final Dismissals dismissals;
    private final Problems words;
    private final Ru ru;

    DismissalPages(Staff staff, Dismissals dismissals, Problems words, Ru ru) {
        this.staff = staff;
        this.dismissals = dismissals;
        this.words = words;
        this.ru = ru;
    }

    @GetMapping("/dismiss")
    String ask(@PathVariable String id, By by, Model model) {
        Employee employee = dismissals.employee(id, by);
        Map<String, Long> has = dismissals.has(id);
        List<String> lines = new ArrayList<>();
        lines.add(
                line(has, "contact", "контакт", "контакта", "контактов", "станут ничьими", "Контакты станут ничьими"));
        lines.add(
                line(has, "company", "компания", "компании", "компаний", "станут ничьими", "Компании станут ничьими"));
        lines.add(line(
                has,
                "lead",
                "лид",
                "лида",
                "лидов",
                "вернутся в очередь руководителя",
                "Лиды вернутся в очередь руководителя"));
        lines.add(line(
                has,
                "deal",
                "сделка",
                "сделки",
                "сделок",
                "вернутся в очередь руководителя",
                "Сделки вернутся в очередь руководителя"));
        lines.add(line(
                has,
                "activity",
                "открытое дело",
                "открытых дела",
                "открытых дел",
                by.leads()
                        ? "перейдут к вам, пока карточку не назначат"
                        : "перейдут к руководителю, пока карточку не назначат",
                "Открытые дела перейдут к руководителю, пока карточку не назначат"));
        model.addAttribute(
                "dialog",
                Dialog.of("Уволить?", employee.account().fullName(), "/employees/" + id + "/dismiss", "Уволить"));
        model.addAttribute("lines", lines);
        return "directory/employee-parts :: dismiss(dialog=${dialog},lines=${lines})";
    }

    private String line(
            Map<String, Long> has, String kind, String one, String few, String many, String what, String uncounted) {
        Long count = has.get(kind);
        return count == null
                ? uncounted + " (сколько их, сейчас не узнать)"
                : ru.plural(count, one, few, many) + ": " + what;
    }

    @PostMapping("/dismiss")
    ResponseEntity<Void> dismiss(@PathVariable String id, By by, @Nullable RequestKey key) {
        staff.dismiss(id, by, key);
        return to("/employees/" + id + "/dismissal");
    }

    private static ResponseEntity<Void> to(String page) {
        return ResponseEntity.noContent().header("HX-Redirect", page).build();
    }

    /** As it is shown. */
    record Shown(String url, boolean running, long released, long total, List<Line> lines) {
        public long percent() {
            return running ? Math.min(99, total == 0 ? 0 : released * 100 / total) : 100;
        }
    }

    record Line(String label, Badge state, long released, long total, List<Link> links) {}

    private Shown shown(Employee employee, By by) {
        Progress progress = dismissals.progress(employee);
        return new Shown(
                "/employees/" + employee.id() + "/dismissal",
                progress.state() == State.RUNNING,
                progress.released(),
                progress.total(),
                progress.services().stream()
                        .map(service -> new Line(
                                LABELS.get(service.service()),
                                state(service.state()),
                                service.released(),
                                service.total(),
                                by.leads() && service.released() > 0
                                        ? links(service.service(), "?released=" + employee.id())
                                        : List.of()))
                        .toList());
    }

    private static Badge state(State state) {
        return switch (state) {
            case COMPLETED -> new Badge("готово", "circle-check", "ok");
            case RUNNING -> new Badge("идёт", "refresh", null);
            case AWAY -> new Badge("недоступно, продолжит само", "plug-connected-x", "warn");
        };
    }

    /** What of it nobody has got yet; the administrator, who sees no cards, is led nowhere. */
    private static List<Link> links(String service, String released) {
        return switch (service) {
            case "leads" -> List.of(Link.page("лиды в очереди", null, "/leads/list" + released));
            case "deals" -> List.of(Link.page("сделки в очереди", null, "/deals/list" + released));
            case "directory" ->
                List.of(
                        Link.page("ничьи контакты", null, "/contacts" + released),
                        Link.page("ничьи компании", null, "/companies" + released));
            default -> List.of();
        };
    }

    @GetMapping("/dismissal")
    String progress(@PathVariable String id, By by, Model model) {
        Employee employee = dismissals.employee(id, by);
        String name = employee.account().fullName();
        model.addAttribute(
                "page",
                Page.of("Увольнение: " + name, Section.EMPLOYEES)
                        .crumb("Сотрудники", "/employees")
                        .crumb(name, "/employees/" + id)
                        .crumb("Увольнение", null));
        model.addAttribute("shown", shown(employee, by));
        model.addAttribute("employeeUrl", "/employees/" + id);
        return "directory/dismissal";
    }

    /** What of the page changes by itself. */
    @GetMapping("/dismissal/state")
    String state(@PathVariable String id, By by, Model model) {
        model.addAttribute("shown", shown(dismissals.employee(id, by), by));
        return "directory/dismissal :: state";
    }

    @GetMapping("/rehire")
    String askBack(@PathVariable String id, By by, Model model) {
        Employee employee = dismissals.employee(id, by);
        if (!employee.isDismissed()) {
            throw Refusals.notFound();
        }
        model.addAttribute(
                "dialog",
                Dialog.of("Принять снова?", employee.account().fullName(), "/employees/" + id + "/rehire", "Принять"));
        model.addAttribute("text", words.words("employee.rehire"));
        return "kit/dialog :: confirm(dialog=${dialog},text=${text})";
    }

    @PostMapping("/rehire")
    ResponseEntity<Void> rehire(@PathVariable String id, By by) {
        staff.rehire(id, by);
        return to("/employees/" + id);
    }
}
