package crm.deals.deal;

import crm.deals.deal.DealRefusal.CommentMissing;
import crm.deals.deal.DealRefusal.LinesClosed;
import crm.deals.deal.DealRefusal.NoSuchStep;
import crm.deals.deal.DealRefusal.NotSoldYet;
import crm.deals.deal.DealRefusal.OnlyHeadUndoesWon;
import crm.deals.deal.DealRefusal.PaidInTheFuture;
import crm.deals.deal.DealRefusal.ReasonMissing;
import crm.deals.deal.DealRefusal.ResponsibleMissing;
import crm.deals.deal.DealRefusal.ReturnDateMissing;
import crm.deals.deal.DealRefusal.TooFewAttempts;
import crm.deals.deal.DealRefusal.TotalTooLarge;
import crm.events.CardKind;
import crm.events.DealCreated;
import crm.events.DealEvent;
import crm.events.DealLinesChanged;
import crm.events.DealUpdated;
import crm.events.FieldChange;
import crm.events.LeadConverted;
import crm.events.Money;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.platform.card.ContactLink;
import crm.platform.card.MergedClients;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.signal.Seen;
import crm.platform.store.Aggregate;
import crm.platform.store.Ids;
import crm.platform.store.News;
import crm.platform.store.Unseen;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sale in the making. Every rule of a deal's life is in this file.
 *
 * @param number short and spoken: С-387 (L-0)
 * @param leadId the lead it came from; null for a repeat deal
 * @param releasedFrom whose dismissal made it nobody's, until somebody gets it (D-6)
 * @param total the lines' total, kept beside them so that boards add it up
 * @param contracted it has been in «Согласование договора» or was won: the documents desk sees it from then on
 * @param seen what its timeline looks like; kept by events, not by changes
 */
public record Deal(
        String id,
        @Nullable Long version,
        long sequence,
        long number,
        String title,
        @Nullable String leadId,
        boolean repeat,
        @Nullable String source,
        @Nullable String city,
        List<ContactLink> contacts,
        @Nullable String companyId,
        @Nullable String responsibleId,
        @Nullable String releasedFrom,
        Stage stage,
        Instant stageSince,
        @Nullable Rejection rejection,
        boolean contracted,
        List<Line> lines,
        BigDecimal total,
        List<Payment> payments,
        Instant createdAt,
        String createdBy,
        List<String> search,
        Seen seen,
        News<DealEvent> news)
        implements Aggregate {

    static final int ATTEMPTS_BEFORE_UNREACHABLE = 3;
    public static final int LINES = 100;
    public static final int TITLE = 200;
    public static final int CITY = 100;
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    public Deal {
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
        lines = lines == null ? List.of() : List.copyOf(lines);
        payments = payments == null ? List.of() : List.copyOf(payments);
        search = search == null ? List.of() : List.copyOf(search);
        seen = seen == null ? Seen.NOTHING : seen;
        news = news == null ? News.none() : news;
        total = total == null ? NOTHING : total;
    }

    /** What the moment gives to a decision. */
    public record Now(Instant at, ZoneId zone, SaleTerms terms) {
        LocalDate today() {
            return at.atZone(zone).toLocalDate();
        }
    }

    /** The fields edited on the card. */
    public record Data(
            String title,
            @Nullable String city,
            List<ContactLink> contacts,
            @Nullable String companyId) {

        /** D-3: with its clients by what they are now. */
        Data with(MergedClients clients) {
            return new Data(title, city, clients.contacts(contacts), clients.company(companyId));
        }
    }

    /** S-1: a deal with a new client comes from its converted lead, under the id the lead has promised. */
    public static Deal fromLead(LeadConverted lead, long number, String createdBy, Now now) {
        Draft draft = new Draft(lead, number, createdBy, now.at());
        draft.say(new DealCreated(
                lead.title(),
                lead.leadId(),
                false,
                lead.source(),
                lead.city(),
                lead.companyId(),
                lead.contactIds(),
                lead.responsibleId(),
                createdBy,
                missing(draft)));
        draft.say(new ResponsibleAssigned(CardKind.DEAL, null, lead.responsibleId(), "creation", null));
        return draft.done();
    }

    /** S-1: a repeat deal of somebody who has bought before, made by hand. */
    static Deal repeat(String id, long number, Data data, @Nullable String responsibleId, String createdBy, Now now) {
        Draft draft = new Draft(id, number, data, responsibleId, createdBy, now.at());
        draft.say(new DealCreated(
                data.title(),
                null,
                true,
                null,
                data.city(),
                data.companyId(),
                ContactLink.ids(data.contacts()),
                responsibleId,
                createdBy,
                missing(draft)));
        if (responsibleId != null) {
            draft.say(new ResponsibleAssigned(CardKind.DEAL, null, responsibleId, "creation", null));
        }
        return draft.done();
    }

    /** The one way a deal changes stage: a new deal with its news aboard, or a refusal (S-2, S-3, S-7). */
    public Deal make(Move move, By by, Now now) {
        if (!stage.next().contains(move.to())) {
            throw new Refused(new NoSuchStep(stage, move.to()));
        }
        if (stage == Stage.WON) {
            return undoWon(move, by, now);
        }
        return switch (move.to()) {
            case WON -> {
                needResponsible();
                needSale(now.terms());
                yield become(Stage.WON, "person", null, null, now);
            }
            case REJECTED -> {
                Rejection why = rejection(move, by, now);
                yield become(Stage.REJECTED, "person", why, why.comment(), now);
            }
            case PREPARING_OFFER, PRESENTING_OFFER, DECIDING, CONTRACT -> {
                needResponsible();
                yield become(move.to(), stage == Stage.REJECTED ? "rollback" : "person", null, null, now);
            }
        };
    }

    private Deal undoWon(Move move, By by, Now now) {
        if (!by.leads()) {
            throw new Refused(new OnlyHeadUndoesWon());
        }
        if (isBlank(move.comment())) {
            throw new Refused(new CommentMissing());
        }
        return become(move.to(), "rollback", null, move.comment(), now);
    }

    private void needResponsible() {
        if (responsibleId == null) {
            throw new Refused(new ResponsibleMissing());
        }
    }

    private void needSale(SaleTerms terms) {
        DealRefusal lacking = lacksForSale(terms);
        if (lacking != null) {
            throw new Refused(lacking);
        }
    }

    /** S-3: what it cannot be won without yet; null when nothing is missing. */
    public @Nullable DealRefusal lacksForSale(SaleTerms terms) {
        boolean noProduct = lines.isEmpty();
        boolean noPayment = money().isNone();
        return noProduct || noPayment ? new NotSoldYet(noProduct, noPayment) : money().lacking(terms, total);
    }

    /**
     * Those of the next stages that ask before they are entered: for a reason, a payment, a comment, and for a second
     * thought, since the responsible cannot take a sale back.
     */
    public List<Stage> asking() {
        return stage.next().stream()
                .filter(to -> stage == Stage.WON || !to.isOpen())
                .toList();
    }

    /** S-5: it is past its offer and has no products. */
    public boolean lacksSum() {
        return stage.isOpen() && stage != Stage.PREPARING_OFFER && lines.isEmpty();
    }

    /** L-13: how many failed attempts more the reason of not being reached needs. */
    public int attemptsMissing() {
        return Math.max(0, ATTEMPTS_BEFORE_UNREACHABLE + 1 - seen.attempts());
    }

    private Rejection rejection(Move move, By by, Now now) {
        Reason reason = move.reason();
        if (reason == null) {
            throw new Refused(new ReasonMissing());
        }
        boolean commented = !isBlank(move.comment());
        if (reason.needsComment() && !commented) {
            throw new Refused(new CommentMissing());
        }
        if (reason.needsAttempts()) {
            int attempts = Math.max(seen.attempts(), move.attemptsOfCaller());
            boolean enough = attempts > ATTEMPTS_BEFORE_UNREACHABLE;
            if (!enough && !by.leads()) {
                throw new Refused(new TooFewAttempts(attempts));
            }
            if (!enough && !commented) {
                throw new Refused(new CommentMissing());
            }
        }
        if (reason.needsReturnDate()
                && (move.returnOn() == null || !move.returnOn().isAfter(now.today()))) {
            throw new Refused(new ReturnDateMissing());
        }
        return new Rejection(
                reason, commented ? move.comment() : null, reason.needsReturnDate() ? move.returnOn() : null);
    }

    private Deal become(Stage to, String because, @Nullable Rejection why, @Nullable String comment, Now now) {
        Draft draft = new Draft(this);
        draft.stage = to;
        draft.stageSince = now.at();
        draft.rejection = why;
        draft.contracted = contracted || to.isContracted();
        draft.say(
                new StageChanged(
                        CardKind.DEAL,
                        stage.name(),
                        to.name(),
                        because,
                        why == null ? null : why.reason().name(),
                        why == null ? null : why.returnOn(),
                        comment == null ? null : Integer.valueOf(comment.length()),
                        responsibleId,
                        source,
                        city,
                        (int) ChronoUnit.DAYS.between(stageSince, now.at()),
                        null,
                        Money.roubles(total),
                        Money.roublesOrNull(costs()),
                        companyId,
                        ContactLink.ids(contacts)),
                comment);
        return draft.done();
    }

    /** What the lines cost us; null as soon as it is not known of one. */
    private @Nullable BigDecimal costs() {
        return lines.isEmpty() || lines.stream().anyMatch(line -> line.cost() == null)
                ? null
                : lines.stream().map(Line::totalCost).reduce(NOTHING, BigDecimal::add);
    }

    /** S-4: sets the products; nothing different, nothing said. */
    public Deal priced(List<Line> wanted) {
        if (!stage.isOpen()) {
            throw new Refused(new LinesClosed());
        }
        if (wanted.size() > LINES) {
            throw Refusals.invalid("lines", "too-many", LINES);
        }
        if (wanted.equals(lines)) {
            return this;
        }
        BigDecimal sum = wanted.stream().map(Line::total).reduce(NOTHING, BigDecimal::add);
        if (sum.compareTo(Line.MOST) > 0) {
            throw new Refused(new TotalTooLarge());
        }
        Draft draft = new Draft(this);
        draft.lines = List.copyOf(wanted);
        draft.total = sum;
        draft.say(new DealLinesChanged(
                wanted.stream()
                        .map(line -> new DealLinesChanged.Line(
                                line.product().name(),
                                Money.roubles(line.price()),
                                line.quantity().toPlainString(),
                                line.discount().toPlainString(),
                                Money.roublesOrNull(line.cost()),
                                Money.roubles(line.total())))
                        .toList(),
                Money.roubles(sum),
                Money.roubles(total)));
        return draft.done();
    }

    private Payments money() {
        return new Payments(payments);
    }

    /** The payment of this document, if it is on the deal. */
    public Optional<Payment> paymentOf(String document) {
        return money().of(document);
    }

    /**
     * S-3: money came. The same document again is the same payment: from people it must not differ, of accounting
     * ({@code authoritative}) the figures win.
     */
    public Deal paid(
            BigDecimal amount,
            LocalDate paidOn,
            String document,
            boolean confirmed,
            boolean authoritative,
            By by,
            Now now) {
        if (paidOn.isAfter(now.today())) {
            throw new Refused(new PaidInTheFuture());
        }
        // by deal and document: whoever repeats it arrives at the same payment
        Payment payment = new Payment(
                Ids.derived("payment", id, document), amount, paidOn, document, confirmed, null, by.id(), now.at());
        return with(money().receive(payment, authoritative, responsibleId));
    }

    /** The documents desk has seen the money. */
    public Deal confirm(String paymentId) {
        return with(money().confirm(paymentId));
    }

    /** S-3: a payment entered by mistake stays to be seen and no longer counts. */
    public Deal voidPayment(String paymentId, @Nullable String why) {
        return with(money().voidFor(paymentId, why));
    }

    private Deal with(Payments.Change change) {
        if (change.said() == null) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.payments = change.after().all();
        draft.say(change.said(), change.comment());
        return draft.done();
    }

    /** Payments known from words only. */
    public List<Payment> unconfirmed() {
        return money().unconfirmed();
    }

    /** What counts of the payments, in roubles. */
    public BigDecimal paid() {
        return money().paid();
    }

    /** The head hands the deal to somebody, or takes it back with null. */
    public Deal assign(@Nullable String to, String why) {
        if (Objects.equals(responsibleId, to)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.responsibleId = to;
        draft.releasedFrom = null;
        draft.say(
                to == null
                        ? new ResponsibleReleased(CardKind.DEAL, Objects.requireNonNull(responsibleId), "hand", null)
                        : new ResponsibleAssigned(CardKind.DEAL, responsibleId, to, "hand", why));
        return draft.done();
    }

    /** D-6: whoever is dismissed loses it, if it is open or comes back one day; stage and timeline stay. */
    public Deal released(String employeeId, String dismissalId) {
        boolean comesBack = rejection != null && rejection.returnOn() != null;
        if (!employeeId.equals(responsibleId) || !(stage.isOpen() || comesBack)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.responsibleId = null;
        draft.releasedFrom = employeeId;
        draft.say(new ResponsibleReleased(CardKind.DEAL, employeeId, "dismissal", dismissalId));
        return draft.done();
    }

    /** Fields edited on the card; nothing different, nothing said. */
    public Deal edit(Data data) {
        List<FieldChange> changes = new ArrayList<>();
        changed(changes, "title", title, data.title());
        changed(changes, "city", city, data.city());
        changed(changes, "companyId", companyId, data.companyId());
        changed(changes, "contactIds", ContactLink.ids(contacts), ContactLink.ids(data.contacts()));
        if (changes.isEmpty() && contacts.equals(data.contacts())) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.title = data.title();
        draft.city = data.city();
        draft.companyId = data.companyId();
        draft.contacts = data.contacts();
        draft.say(new DealUpdated(
                changes, source, draft.city, draft.companyId, ContactLink.ids(draft.contacts), missing(draft)));
        return draft.done();
    }

    /** D-3: some of the clients it names turned out to be others. */
    Deal renamed(MergedClients clients) {
        return edit(data().with(clients));
    }

    /** A deal of older code with the words it is found by today; itself if it has these. */
    Deal renewed() {
        Deal now = new Draft(this).done();
        return now.search.equals(search) ? this : now;
    }

    public Data data() {
        return new Data(title, city, contacts, companyId);
    }

    private static void changed(List<FieldChange> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field, from, to));
        }
    }

    private static List<String> missing(Draft draft) {
        List<String> missing = new ArrayList<>();
        if (draft.city == null) {
            missing.add("city");
        }
        if (draft.contacts.isEmpty()) {
            missing.add("contactIds");
        }
        if (draft.companyId == null) {
            missing.add("companyId");
        }
        if (draft.lines.isEmpty()) {
            missing.add("lines");
        }
        return missing;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** A deal being changed; nothing of it is seen before it is done. */
    private static final class Draft {
        private final String id;
        private final @Nullable Long version;
        private final long sequence;
        private final long number;
        private final @Nullable String leadId;
        private final boolean repeat;
        private final @Nullable String source;
        private final Instant createdAt;
        private final String createdBy;
        private final Seen seen;
        private String title;
        private @Nullable String city;
        private List<ContactLink> contacts;
        private @Nullable String companyId;
        private @Nullable String responsibleId;
        private @Nullable String releasedFrom;
        private Stage stage;
        private Instant stageSince;
        private @Nullable Rejection rejection;
        private boolean contracted;
        private List<Line> lines;
        private BigDecimal total;
        private List<Payment> payments;
        private News<DealEvent> news;

        Draft(Deal deal) {
            id = deal.id;
            version = deal.version;
            sequence = deal.sequence;
            number = deal.number;
            leadId = deal.leadId;
            repeat = deal.repeat;
            source = deal.source;
            createdAt = deal.createdAt;
            createdBy = deal.createdBy;
            seen = deal.seen;
            title = deal.title;
            city = deal.city;
            contacts = deal.contacts;
            companyId = deal.companyId;
            responsibleId = deal.responsibleId;
            releasedFrom = deal.releasedFrom;
            stage = deal.stage;
            stageSince = deal.stageSince;
            rejection = deal.rejection;
            contracted = deal.contracted;
            lines = deal.lines;
            total = deal.total;
            payments = deal.payments;
            news = deal.news;
        }

        Draft(LeadConverted lead, long number, String createdBy, Instant now) {
            this(
                    lead.dealId(),
                    number,
                    lead.leadId(),
                    lead.source(),
                    new Data(lead.title(), lead.city(), ContactLink.of(List.of(), lead.contactIds()), lead.companyId()),
                    lead.responsibleId(),
                    createdBy,
                    now);
        }

        Draft(String id, long number, Data data, @Nullable String responsibleId, String createdBy, Instant now) {
            this(id, number, null, null, data, responsibleId, createdBy, now);
        }

        private Draft(
                String id,
                long number,
                @Nullable String leadId,
                @Nullable String source,
                Data data,
                @Nullable String responsibleId,
                String createdBy,
                Instant now) {
            this.id = id;
            this.version = null;
            this.sequence = 0;
            this.number = number;
            this.leadId = leadId;
            this.repeat = leadId == null;
            this.source = source;
            this.createdAt = now;
            this.createdBy = createdBy;
            this.seen = Seen.NOTHING;
            this.title = data.title();
            this.city = data.city();
            this.contacts = data.contacts();
            this.companyId = data.companyId();
            this.responsibleId = responsibleId;
            this.stage = Stage.PREPARING_OFFER;
            this.stageSince = now;
            this.lines = List.of();
            this.total = NOTHING;
            this.payments = List.of();
            this.news = News.none();
        }

        void say(DealEvent event) {
            news = news.and(event);
        }

        void say(DealEvent event, @Nullable String comment) {
            news = news.and(event, Unseen.said(comment));
        }

        Deal done() {
            return new Deal(
                    id,
                    version,
                    sequence,
                    number,
                    title,
                    leadId,
                    repeat,
                    source,
                    city,
                    contacts,
                    companyId,
                    responsibleId,
                    releasedFrom,
                    stage,
                    stageSince,
                    rejection,
                    contracted,
                    lines,
                    total,
                    payments,
                    createdAt,
                    createdBy,
                    Words.of(title, String.valueOf(number)),
                    seen,
                    news);
        }
    }
}
