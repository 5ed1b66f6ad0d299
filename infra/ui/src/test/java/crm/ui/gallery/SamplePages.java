package crm.ui.gallery;

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
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

@Controller
class SamplePages {

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
        return "kit/board :: quick(${quick})";
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
}
