package crm.directory.client;

import crm.platform.list.Columns;
import crm.platform.list.ListTools;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.web.Query;
import crm.ui.Hit;
import crm.ui.Page;
import crm.ui.filter.Address;
import crm.ui.form.Option;
import crm.ui.table.Table;
import crm.ui.table.View;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists of contacts and companies, and what is found of them as one types (D-1, D-9). */
@Controller
@RequestMapping({"/contacts", "/companies"})
class ListPages {
    private static final int SUGGESTED = 8;
    private static final int HITS = 6;

    private final Faces faces;
    private final List<ClientList<?>> lists;
    private final ListTools tools;
    private final Colleagues colleagues;

    ListPages(Faces faces, List<ClientList<?>> lists, ListTools tools, Colleagues colleagues) {
        this.faces = faces;
        this.lists = lists;
        this.tools = tools;
        this.colleagues = colleagues;
    }

    private ClientList<?> listOf(HttpServletRequest request) {
        ClientFace<?> face = faces.of(request);
        return lists.stream().filter(list -> list.face() == face).findFirst().orElseThrow(Refusals::notFound);
    }

    @GetMapping
    String list(HttpServletRequest request, Query query, By by, Model model) {
        return list(listOf(request), request, query, by, model);
    }

    private <C extends ClientCard<C>> String list(
            ClientList<C> list, HttpServletRequest request, Query query, By by, Model model) {
        ClientFace.Words words = list.face().words();
        Address address = Address.of(words.base(), request.getParameterMap());
        var page = list.face().cards().list(query, by);
        Page shown = Page.of(words.many(), words.section());
        model.addAttribute("page", ClientAccess.creates(by) ? shown.create(words.one(), words.base() + "/new") : shown);
        List<View> views = new ArrayList<>(
                ClientLook.views(address, query.one("responsible").orElse(null)));
        views.addAll(tools.saved(list, address, by));
        if (by.leads()) {
            views.add(new View("Просмотры чужих карточек", "eye", LookPages.ADDRESS, false));
        }
        model.addAttribute("views", views);
        model.addAttribute(
                "filter",
                ClientLook.filter(address, colleagues)
                        .total("Всего", page.total(), null)
                        .saved(tools.saveUrl(list, address)));
        model.addAttribute("table", table(list, page, address, by));
        return "directory/list";
    }

    @GetMapping("/more")
    String more(HttpServletRequest request, Query query, By by, Model model) {
        return more(listOf(request), request, query, by, model);
    }

    private <C extends ClientCard<C>> String more(
            ClientList<C> list, HttpServletRequest request, Query query, By by, Model model) {
        Address address = Address.of(list.face().words().base(), request.getParameterMap());
        model.addAttribute("table", table(list, list.face().cards().list(query, by), address, by));
        return "kit/table :: rows(table=${table})";
    }

    private <C extends ClientCard<C>> Table table(
            ClientList<C> list, crm.platform.web.Page<C> page, Address address, By by) {
        ClientFace<C> face = list.face();
        String base = face.words().base();
        Columns<ClientRow<C>> columns = tools.columns(list, by);
        List<Table.Row> rows = list.rows(page.items(), by).stream()
                .map(row -> new Table.Row(
                        row.card().id(),
                        base + "/" + row.card().id(),
                        row.card().title(),
                        columns.cells(row)))
                .toList();
        String next = page.nextCursor() == null
                ? null
                : address.at(base + "/more").with("cursor", page.nextCursor()).url();
        return new Table(
                face.cards().kind().code(),
                columns.heads(address),
                rows,
                page.total(),
                page.totalIsLowerBound(),
                next,
                tools.bulk(list, address, by),
                tools.tools(list, address, by));
    }

    /**
     * D-1: matches as one types.
     *
     * @param card when it is named, a new contact can be made for it
     * @param except the one card that is not meant: it is looked for another one that is the same
     */
    @GetMapping("/suggest")
    String suggest(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String card,
            @RequestParam(defaultValue = "") String except,
            By by,
            Model model) {
        return suggest(faces.of(request), q, card, except, by, model);
    }

    private <C extends ClientCard<C>> String suggest(
            ClientFace<C> face, String q, @Nullable String card, String except, By by, Model model) {
        List<C> found = face.cards().matching(q, SUGGESTED + 1, by);
        model.addAttribute(
                "options",
                found.stream()
                        .filter(match -> !match.id().equals(except))
                        .limit(SUGGESTED)
                        .map(match -> new Option(match.id(), match.title(), face.note(match)))
                        .toList());
        if (card == null) {
            return "kit/form :: options(options=${options})";
        }
        model.addAttribute("label", "Создать " + face.words().created());
        model.addAttribute("url", face.words().base() + "/new?card=" + ClientLook.card(card));
        return "kit/form :: options-or-new(options=${options},label=${label},url=${url})";
    }

    /** The search field stands on every page: who may see none of these finds nothing. */
    @GetMapping("/search")
    String search(HttpServletRequest request, @RequestParam(defaultValue = "") String q, By by, Model model) {
        return search(faces.of(request), q, by, model);
    }

    private <C extends ClientCard<C>> String search(ClientFace<C> face, String q, By by, Model model) {
        List<C> found = q.isBlank() || !ClientAccess.reads(by)
                ? List.of()
                : face.cards().matching(q, HITS, by);
        List<Hit> hits = found.stream()
                .map(card -> new Hit(
                        face.words().base() + "/" + card.id(),
                        face.words().icon(),
                        card.title(),
                        face.note(card),
                        null,
                        null,
                        colleagues.person(card.responsibleId())))
                .toList();
        model.addAttribute("group", face.words().many());
        model.addAttribute("hits", hits);
        return hits.isEmpty() ? "directory/nothing" : "kit/search :: hits(group=${group},hits=${hits})";
    }
}
