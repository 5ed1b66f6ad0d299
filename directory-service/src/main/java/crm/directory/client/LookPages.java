package crm.directory.client;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.Badge;
import crm.ui.Page;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.table.Table;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who opened how many cards of others on a day, and which, for head and director (P-5). */
@Controller
class LookPages {
    static final String ADDRESS = "/directory/looks";

    private final Looks looks;
    private final Colleagues colleagues;
    private final ClientKinds kinds;
    private final Ru ru;

    LookPages(Looks looks, Colleagues colleagues, ClientKinds kinds, Ru ru) {
        this.looks = looks;
        this.colleagues = colleagues;
        this.kinds = kinds;
        this.ru = ru;
    }

    @GetMapping(ADDRESS)
    String looks(
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String employee,
            By by,
            Model model) {
        ClientAccess.needLeader(by);
        LocalDate on = day == null ? looks.today() : day(day);
        String title = "Просмотры чужих карточек";
        Page page = Page.of(title, Section.CONTACTS);
        String address = ADDRESS + "?day=" + on;
        model.addAttribute(
                "page", employee == null ? page : page.crumb(title, address).crumb(colleagues.nameOf(employee), null));
        model.addAttribute("day", ru.date(on));
        model.addAttribute("before", ADDRESS + "?day=" + on.minusDays(1));
        model.addAttribute("after", on.isBefore(looks.today()) ? ADDRESS + "?day=" + on.plusDays(1) : null);
        model.addAttribute("usual", looks.usual());
        model.addAttribute("table", employee == null ? people(on, address) : cards(on, employee));
        return "directory/looks";
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw Refusals.malformed("day", text);
        }
    }

    private Table people(LocalDate day, String address) {
        List<Table.Row> rows = looks.of(day).stream()
                .map(count -> new Table.Row(
                        count.by(),
                        address + "&employee=" + count.by(),
                        colleagues.nameOf(count.by()),
                        List.of(
                                Table.Cell.right(String.valueOf(count.cards())),
                                Table.Cell.badge(
                                        count.cards() > looks.usual()
                                                ? new Badge("больше обычного", "alert-triangle", "warn")
                                                : null))))
                .toList();
        return table(
                List.of(
                        new Table.Head("Сотрудник", null, null, false),
                        new Table.Head("Открыл карточек", null, null, true),
                        new Table.Head("", null, null, false)),
                rows);
    }

    private Table cards(LocalDate day, String employee) {
        List<Table.Row> rows = new ArrayList<>();
        for (Looks.Look look : looks.of(day, employee)) {
            kinds.of(look.card().kind())
                    .find(look.card().id())
                    .ifPresent(card -> rows.add(new Table.Row(
                            card.id(),
                            ClientKinds.page(card.kind(), card.id()),
                            card.title(),
                            List.of(
                                    Table.Cell.owner(colleagues.person(card.responsibleId())),
                                    Table.Cell.right(ru.time(look.at()))))));
        }
        return table(
                List.of(
                        new Table.Head("Карточка", null, null, false),
                        new Table.Head("Ответственный", null, null, false),
                        new Table.Head("Открыта", null, null, true)),
                rows);
    }

    private static Table table(List<Table.Head> heads, List<Table.Row> rows) {
        return new Table("contact", heads, rows, rows.size(), false, null, List.of());
    }
}
