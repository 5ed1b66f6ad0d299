package crm.deals.deal;

import crm.platform.card.CardHistory;
import crm.platform.card.CardTable.Bar;
import crm.platform.card.ContactLink;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.security.Vouched;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Patch;
import crm.platform.web.Query;
import crm.platform.web.RequestKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Deals over HTTP. */
@RestController
@RequestMapping("/api/deals")
class DealApi {
    private static final Set<String> PATCHED = Set.of("title", "city", "companyId", "contactIds");

    private final Deals deals;
    private final DealQueries queries;
    private final Vouched vouched;
    private final Problems words;

    DealApi(Deals deals, DealQueries queries, Vouched vouched, Problems words) {
        this.deals = deals;
        this.queries = queries;
        this.vouched = vouched;
        this.words = words;
    }

    record StageWish(
            @Nullable Stage to,
            @Nullable Reason reason,
            @Nullable String comment,
            @Nullable LocalDate returnOn) {}

    record NewLine(
            @Nullable Product product,
            @Nullable BigDecimal price,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal cost) {}

    record Responsible(@Nullable String employeeId) {}

    record Why(@Nullable String comment) {}

    record NewContact(@Nullable String contactId, @Nullable String role) {}

    record Board(List<BoardColumn> columns) {}

    record BoardColumn(
            Stage stage,
            long count,
            Bar bar,
            @Nullable BigDecimal sum,
            List<DealView> items,
            @Nullable String nextCursor) {}

    record Entry(String code, String label) {}

    /** A reason of rejection with what it asks for. */
    record ReasonEntry(String code, String label, boolean needsComment, boolean needsReturnDate) {}

    record Dictionaries(List<Entry> products, List<ReasonEntry> rejectionReasons) {}

    @GetMapping
    Page<DealView> list(Query query, By by) {
        return queries.list(query, by).map(deal -> DealView.of(deal, by));
    }

    /** S-1: a repeat deal. */
    @PostMapping
    ResponseEntity<DealView> repeat(@RequestBody NewDeal body, By by, @Nullable RequestKey key) {
        Deal deal = deals.repeat(body, by, key);
        return ResponseEntity.created(URI.create("/api/deals/" + deal.id()))
                .eTag(tag(deal))
                .body(DealView.of(deal, by));
    }

    @GetMapping("/board")
    Board board(Query query, By by) {
        return new Board(queries.board(query, by).stream()
                .map(column -> new BoardColumn(
                        Stage.valueOf(column.stage()),
                        column.count(),
                        column.bar(),
                        column.sum(),
                        column.items().stream()
                                .map(deal -> DealView.of(deal, by))
                                .toList(),
                        column.nextCursor()))
                .toList());
    }

    /**
     * A payment that waits to be confirmed.
     *
     * @param total the deal's sum, roubles
     * @param paid what counts of its payments, roubles
     */
    record Waiting(
            String dealId,
            long number,
            String title,
            @Nullable String responsibleId,
            BigDecimal total,
            BigDecimal paid,
            DealView.PaymentView payment) {}

    /** S-3: payments known from words only, by their deals, the oldest first; {@code limit} and {@code total} count deals. */
    @GetMapping("/payments")
    Page<Waiting> unconfirmed(Query query, By by) {
        query.only(Set.of("cursor", "limit"));
        Page<Deal> page = queries.unconfirmed(by, query.one("cursor").orElse(null), query.limit());
        return new Page<>(
                page.items().stream()
                        .flatMap(deal -> deal.unconfirmed().stream()
                                .map(payment -> new Waiting(
                                        deal.id(),
                                        deal.number(),
                                        deal.title(),
                                        deal.responsibleId(),
                                        deal.total(),
                                        deal.paid(),
                                        DealView.PaymentView.of(payment))))
                        .toList(),
                page.nextCursor(),
                page.total(),
                page.totalIsLowerBound());
    }

    @GetMapping("/dictionaries")
    Dictionaries dictionaries(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        return new Dictionaries(
                Arrays.stream(Product.values())
                        .map(product -> new Entry(product.name(), words.words("deal.product." + product)))
                        .toList(),
                Arrays.stream(Reason.values())
                        .map(reason -> new ReasonEntry(
                                reason.name(),
                                words.words("deal.reason." + reason),
                                reason.needsComment(),
                                reason.needsReturnDate()))
                        .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<DealView> card(@PathVariable String id, By by) {
        return answer(deals.card(id, by), by);
    }

    /** Who changed what, the newest first. */
    @GetMapping("/{id}/history")
    Page<CardHistory.Entry> history(@PathVariable String id, Query query, By by) {
        query.only(Set.of("cursor", "limit"));
        return deals.history(id, by, query.one("cursor").orElse(null), query.limit())
                .map(CardHistory::told);
    }

    @PatchMapping("/{id}")
    ResponseEntity<DealView> edit(@PathVariable String id, @RequestBody JsonNode body, By by, Expected expected) {
        Patch patch = Patch.of(body, PATCHED);
        return answer(deals.edit(id, data -> patched(data, patch), by, expected), by);
    }

    private static Deal.Data patched(Deal.Data data, Patch patch) {
        return new Deal.Data(
                Objects.toString(patch.text("title", data.title()), "").strip(),
                patch.text("city", data.city()),
                patch.has("contactIds")
                        ? ContactLink.of(data.contacts(), patch.texts("contactIds", List.of()))
                        : data.contacts(),
                patch.text("companyId", data.companyId()));
    }

    @PostMapping("/{id}/stage")
    ResponseEntity<DealView> move(
            @PathVariable String id,
            @RequestBody StageWish wish,
            By by,
            Expected expected,
            @Nullable RequestKey key,
            HttpServletRequest request) {
        if (wish.to() == null) {
            throw Refusals.invalid("to", "required");
        }
        Move move = new Move(wish.to(), wish.reason(), wish.comment(), wish.returnOn(), vouched.attempts(request));
        return answer(deals.move(id, move, by, expected, key), by);
    }

    @PutMapping("/{id}/lines")
    ResponseEntity<DealView> price(@PathVariable String id, @RequestBody List<NewLine> body, By by, Expected expected) {
        return answer(deals.priced(id, lines(body), by, expected), by);
    }

    static List<Line> lines(List<NewLine> body) {
        if (body.size() > Deal.LINES) {
            throw Refusals.invalid("lines", "too-many", Deal.LINES);
        }
        List<Line> lines = new ArrayList<>();
        for (NewLine line : body) {
            String field = "lines[" + lines.size() + "]";
            if (line == null) {
                throw Refusals.invalid(field, "required");
            }
            lines.add(Line.of(field, line.product(), line.price(), line.quantity(), line.discount(), line.cost()));
        }
        return lines;
    }

    @PostMapping("/{id}/payments")
    ResponseEntity<DealView.PaymentView> pay(
            @PathVariable String id, @RequestBody NewPayment body, By by, Expected expected) {
        Deals.Paid paid = deals.paid(id, body, by, expected);
        return ResponseEntity.status(paid.known() ? HttpStatus.OK : HttpStatus.CREATED)
                .location(URI.create(
                        "/api/deals/" + id + "/payments/" + paid.payment().paymentId()))
                .eTag(tag(paid.deal()))
                .body(DealView.PaymentView.of(paid.payment()));
    }

    @PostMapping("/{id}/payments/{paymentId}/confirm")
    ResponseEntity<DealView> confirm(
            @PathVariable String id, @PathVariable String paymentId, By by, Expected expected) {
        return answer(deals.confirm(id, paymentId, by, expected), by);
    }

    @PostMapping("/{id}/payments/{paymentId}/void")
    ResponseEntity<DealView> voidPayment(
            @PathVariable String id, @PathVariable String paymentId, @RequestBody Why body, By by, Expected expected) {
        return answer(deals.voidPayment(id, paymentId, body.comment(), by, expected), by);
    }

    @PostMapping("/{id}/responsible")
    ResponseEntity<DealView> assign(
            @PathVariable String id,
            @RequestBody Responsible body,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        return answer(deals.assign(id, body.employeeId(), by, expected, key), by);
    }

    @PostMapping("/{id}/contacts")
    ResponseEntity<DealView> addContact(
            @PathVariable String id, @RequestBody NewContact body, By by, Expected expected) {
        if (body.contactId() == null) {
            throw Refusals.invalid("contactId", "required");
        }
        ContactLink link = new ContactLink(body.contactId(), ContactLink.Role.of(body.role()));
        return answer(deals.edit(id, data -> with(data, ContactLink.with(data.contacts(), link)), by, expected), by);
    }

    @DeleteMapping("/{id}/contacts/{contactId}")
    ResponseEntity<DealView> removeContact(
            @PathVariable String id, @PathVariable String contactId, By by, Expected expected) {
        return answer(
                deals.edit(id, data -> with(data, ContactLink.without(data.contacts(), contactId)), by, expected), by);
    }

    private static Deal.Data with(Deal.Data data, List<ContactLink> contacts) {
        return new Deal.Data(data.title(), data.city(), contacts, data.companyId());
    }

    /** For our own services after a crash: was the request of this employee and key answered? */
    @GetMapping("/{id}/requests/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void wasAnswered(@PathVariable String id, @PathVariable String key, @RequestParam String employeeId, By by) {
        deals.card(id, by);
        if (!by.is(Role.SERVICE)) {
            throw Refusals.forbidden();
        }
        if (!deals.wasAnswered(id, RequestKeys.hash(employeeId, "POST", "/api/deals/" + id + "/stage", key))) {
            throw Refusals.notFound();
        }
    }

    private static ResponseEntity<DealView> answer(Deal deal, By by) {
        return ResponseEntity.ok().eTag(tag(deal)).body(DealView.of(deal, by));
    }

    private static String tag(Deal deal) {
        return "\"" + deal.version() + "\"";
    }
}
