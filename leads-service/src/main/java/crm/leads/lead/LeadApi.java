package crm.leads.lead;

import crm.leads.turn.NextResponsible;
import crm.platform.card.CardTable.Bar;
import crm.platform.card.ContactLink;
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
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Leads over HTTP. */
@RestController
@RequestMapping("/api/leads")
class LeadApi {
    private static final Set<String> PATCHED =
            Set.of("title", "source", "sourceDetails", "city", "comment", "companyId", "contactIds");

    private final Leads leads;
    private final LeadQueries queries;
    private final NextResponsible turn;
    private final Vouched vouched;

    LeadApi(Leads leads, LeadQueries queries, NextResponsible turn, Vouched vouched) {
        this.leads = leads;
        this.queries = queries;
        this.turn = turn;
        this.vouched = vouched;
    }

    record NewLead(
            @Nullable String title,
            @Nullable Source source,
            @Nullable String sourceDetails,
            @Nullable String city,
            @Nullable String comment,
            @Nullable List<String> contactIds,
            @Nullable String companyId,
            @Nullable Applicant applicant,
            @Nullable String responsibleId) {

        LeadData data() {
            return new LeadData(
                    title,
                    source,
                    sourceDetails,
                    city,
                    comment,
                    ContactLink.of(List.of(), contactIds == null ? List.of() : contactIds),
                    companyId,
                    applicant);
        }
    }

    /** L-20: the enquiry is on the timeline of a card that is open already; the id leads nowhere. */
    record Repeated(String id) {}

    record StageWish(
            @Nullable Stage to,
            @Nullable Reason reason,
            @Nullable String comment,
            @Nullable LocalDate returnOn) {}

    record Responsible(@Nullable String employeeId) {}

    record NewContact(@Nullable String contactId, @Nullable String role) {}

    record Board(List<BoardColumn> columns) {}

    record BoardColumn(
            Stage stage,
            long count,
            Bar bar,
            List<LeadView> items,
            @Nullable String nextCursor) {}

    @PostMapping
    ResponseEntity<?> enter(@RequestBody NewLead body, By by, @Nullable RequestKey key) {
        Leads.Entered entered = leads.enter(body.data(), body.responsibleId(), by, key);
        Lead lead = entered.lead();
        if (lead == null) {
            return ResponseEntity.accepted().body(new Repeated(entered.id()));
        }
        return ResponseEntity.created(URI.create("/api/leads/" + lead.id()))
                .eTag(tag(lead))
                .body(LeadView.of(lead, by));
    }

    @GetMapping
    Page<LeadView> list(Query query, By by) {
        return queries.list(query, by).map(lead -> LeadView.of(lead, by));
    }

    @GetMapping("/board")
    Board board(Query query, By by) {
        return new Board(queries.board(query, by).stream()
                .map(column -> new BoardColumn(
                        Stage.valueOf(column.stage()),
                        column.count(),
                        column.bar(),
                        column.items().stream()
                                .map(lead -> LeadView.of(lead, by))
                                .toList(),
                        column.nextCursor()))
                .toList());
    }

    @GetMapping("/next-responsible")
    NextResponsible.Proposal next(By by) {
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
        return turn.propose();
    }

    @GetMapping("/{id}")
    ResponseEntity<LeadView> card(@PathVariable String id, By by) {
        return answer(leads.card(id, by), by);
    }

    @PatchMapping("/{id}")
    ResponseEntity<LeadView> edit(@PathVariable String id, @RequestBody JsonNode body, By by, Expected expected) {
        Patch patch = Patch.of(body, PATCHED);
        return answer(leads.edit(id, data -> patched(data, patch), by, expected), by);
    }

    static LeadData patched(LeadData data, Patch patch) {
        return new LeadData(
                patch.text("title", data.title()),
                patch.has("source") ? LeadData.source(patch.text("source", null)) : data.source(),
                patch.text("sourceDetails", data.sourceDetails()),
                patch.text("city", data.city()),
                patch.text("comment", data.comment()),
                patch.has("contactIds")
                        ? ContactLink.of(data.contacts(), patch.texts("contactIds", List.of()))
                        : data.contacts(),
                patch.text("companyId", data.companyId()),
                data.applicant());
    }

    @PostMapping("/{id}/stage")
    ResponseEntity<LeadView> move(
            @PathVariable String id,
            @RequestBody StageWish wish,
            By by,
            Expected expected,
            @Nullable RequestKey key,
            HttpServletRequest request) {
        if (wish.to() == null) {
            throw Refusals.invalid("to", "required");
        }
        new crm.platform.refusal.Fields()
                .text("comment", wish.comment(), LeadData.COMMENT)
                .orRefuse();
        Move move = new Move(wish.to(), wish.reason(), wish.comment(), wish.returnOn(), vouched.attempts(request));
        return answer(leads.move(id, move, by, expected, key), by);
    }

    @PostMapping("/{id}/responsible")
    ResponseEntity<LeadView> assign(
            @PathVariable String id,
            @RequestBody Responsible body,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        return answer(leads.assign(id, body.employeeId(), by, expected, key), by);
    }

    @PostMapping("/{id}/contacts")
    ResponseEntity<LeadView> addContact(
            @PathVariable String id, @RequestBody NewContact body, By by, Expected expected) {
        if (body.contactId() == null) {
            throw Refusals.invalid("contactId", "required");
        }
        ContactLink link = new ContactLink(body.contactId(), ContactLink.Role.of(body.role()));
        return answer(
                leads.edit(id, data -> data.withContacts(ContactLink.with(data.contacts(), link)), by, expected), by);
    }

    @DeleteMapping("/{id}/contacts/{contactId}")
    ResponseEntity<LeadView> removeContact(
            @PathVariable String id, @PathVariable String contactId, By by, Expected expected) {
        return answer(
                leads.edit(
                        id, data -> data.withContacts(ContactLink.without(data.contacts(), contactId)), by, expected),
                by);
    }

    /** For our own services after a crash: was the request of this employee and key answered? */
    @GetMapping("/{id}/requests/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void wasAnswered(@PathVariable String id, @PathVariable String key, @RequestParam String employeeId, By by) {
        leads.card(id, by);
        if (!by.is(Role.SERVICE)) {
            throw Refusals.forbidden();
        }
        if (!leads.wasAnswered(id, RequestKeys.hash(employeeId, "POST", "/api/leads/" + id + "/stage", key))) {
            throw Refusals.notFound();
        }
    }

    private static ResponseEntity<LeadView> answer(Lead lead, By by) {
        return ResponseEntity.ok().eTag(tag(lead)).body(LeadView.of(lead, by));
    }

    private static String tag(Lead lead) {
        return "\"" + lead.version() + "\"";
    }
}
