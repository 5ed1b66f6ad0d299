package crm.leads.lead;

import crm.events.AcceptanceOverdue;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.EnquiryRepeated;
import crm.events.FieldChange;
import crm.events.LeadConverted;
import crm.events.LeadCreated;
import crm.events.LeadEvent;
import crm.events.LeadUpdated;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.leads.lead.LeadRefusal.Closed;
import crm.leads.lead.LeadRefusal.CommentMissing;
import crm.leads.lead.LeadRefusal.ContactMissing;
import crm.leads.lead.LeadRefusal.NoSuchStep;
import crm.leads.lead.LeadRefusal.ReasonMissing;
import crm.leads.lead.LeadRefusal.ResponsibleMissing;
import crm.leads.lead.LeadRefusal.ReturnDateMissing;
import crm.leads.lead.LeadRefusal.SourceDetailsMissing;
import crm.leads.lead.LeadRefusal.SourceLocked;
import crm.leads.lead.LeadRefusal.SourceMissing;
import crm.leads.lead.LeadRefusal.SourceNotByHand;
import crm.leads.lead.LeadRefusal.TooFewAttempts;
import crm.leads.setting.WorkingTime;
import crm.platform.card.ContactLink;
import crm.platform.refusal.Refused;
import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.signal.Seen;
import crm.platform.store.Aggregate;
import crm.platform.store.Ids;
import crm.platform.store.News;
import crm.platform.store.Unseen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may buy. Every rule of a lead's life is in this file.
 *
 * @param number short and spoken: Л-2411 (L-0)
 * @param sourceLocked the system determined the source: it stays (L-6)
 * @param releasedFrom whose dismissal made it nobody's, until somebody gets it (D-6)
 * @param acceptedAt when it was first taken into work (L-4)
 * @param dealId the deal it became, once CONVERTED
 * @param duty how it is given out
 * @param enquiries by what its applicant is known again, and what he said then
 * @param search the words it is found by
 * @param seen what its timeline looks like; kept by events, not by changes
 */
public record Lead(
        String id,
        @Nullable Long version,
        long sequence,
        long number,
        String title,
        @Nullable Source source,
        @Nullable String sourceDetails,
        boolean sourceLocked,
        @Nullable String city,
        @Nullable String comment,
        @Nullable Applicant applicant,
        List<ContactLink> contacts,
        @Nullable String companyId,
        @Nullable String responsibleId,
        @Nullable String releasedFrom,
        @Nullable Instant assignedAt,
        Stage stage,
        Instant stageSince,
        @Nullable Instant acceptedAt,
        @Nullable Rejection rejection,
        @Nullable String dealId,
        Instant createdAt,
        String createdBy,
        Duty duty,
        Enquiries enquiries,
        List<String> search,
        Seen seen,
        News<LeadEvent> news)
        implements Aggregate {

    static final int ATTEMPTS_BEFORE_UNREACHABLE = 3;

    public Lead {
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
        duty = duty == null ? Duty.NONE : duty;
        enquiries = enquiries == null ? Enquiries.NONE : enquiries;
        search = search == null ? List.of() : List.copyOf(search);
        seen = seen == null ? Seen.NOTHING : seen;
        news = news == null ? News.none() : news;
    }

    /** How a lead came to be: by a person, by itself from the site, the call centre or another system. */
    public enum Origin {
        PERSON("person"),
        SITE("site"),
        CALL_CENTRE("call-centre"),
        INTEGRATION("integration");

        private final String code;

        Origin(String code) {
            this.code = code;
        }

        boolean isByItself() {
            return this == SITE || this == INTEGRATION;
        }

        /** Nobody who may see the cards looked for them before (L-20). */
        boolean isUnasked() {
            return this != PERSON;
        }

        public String code() {
            return code;
        }
    }

    /** What the moment gives to a decision. */
    public record Now(Instant at, WorkingTime working) {
        LocalDate today() {
            return at.atZone(working.zone()).toLocalDate();
        }
    }

    /** A new lead with its news aboard (L-1, L-3, L-7). */
    public static Lead enter(
            String id,
            long number,
            LeadData data,
            Origin origin,
            @Nullable String responsibleId,
            String createdBy,
            Now now) {
        if (!origin.isByItself()) {
            checkByHand(data.source());
        }
        checkDetails(data.source(), data.sourceDetails());
        Draft draft = new Draft(id, number, data, now.at(), createdBy);
        draft.sourceLocked = origin.isByItself() && data.source() != null;
        draft.responsibleId = responsibleId;
        draft.assignedAt = responsibleId == null ? null : now.at();
        draft.duty = responsibleId == null ? Duty.waiting() : Duty.NONE;
        draft.enquiries = Enquiries.of(data.applicant(), origin.isUnasked(), origin == Origin.SITE ? now.at() : null);
        draft.say(new LeadCreated(
                data.title(),
                code(data.source()),
                data.city(),
                responsibleId,
                createdBy,
                data.companyId(),
                ContactLink.ids(draft.contacts),
                origin.code,
                missing(draft)));
        if (responsibleId != null) {
            draft.say(new ResponsibleAssigned(CardKind.LEAD, null, responsibleId, "creation", null));
        }
        return draft.done();
    }

    /** The one way a lead changes stage: a new lead with its news aboard, or a refusal. */
    public Lead make(Move move, By by, Now now) {
        if (!stage.next().contains(move.to())) {
            throw new Refused(new NoSuchStep(stage, move.to()));
        }
        return switch (move.to()) {
            case IN_WORK -> {
                needResponsible();
                yield become(Stage.IN_WORK, stage == Stage.REJECTED ? "rollback" : "person", null, now);
            }
            case QUALIFICATION -> {
                needResponsible();
                needSource();
                yield become(Stage.QUALIFICATION, stage == Stage.REJECTED ? "rollback" : "person", null, now);
            }
            case CONVERTED -> {
                missingForConversion().stream().findFirst().ifPresent(missing -> {
                    throw new Refused(missing);
                });
                yield become(Stage.CONVERTED, "person", null, now);
            }
            case REJECTED -> become(Stage.REJECTED, "person", rejection(move, by, now), now);
            case NEW -> throw new Refused(new NoSuchStep(stage, Stage.NEW));
        };
    }

    /**
     * The first activity was planned (L-5): a NEW lead goes to work by itself if its responsible planned it or it is for him;
     * anything else changes nothing.
     */
    public Lead firstActivityPlanned(String plannedBy, String plannedFor, Now now) {
        boolean his = responsibleId != null && (responsibleId.equals(plannedBy) || responsibleId.equals(plannedFor));
        return stage == Stage.NEW && his ? become(Stage.IN_WORK, "activity", null, now) : this;
    }

    private Rejection rejection(Move move, By by, Now now) {
        if (move.reason() == null) {
            throw new Refused(new ReasonMissing());
        }
        boolean commented = move.comment() != null && !move.comment().isBlank();
        if (move.reason().needsComment() && !commented) {
            throw new Refused(new CommentMissing(move.reason()));
        }
        if (move.reason().needsAttempts()) {
            int attempts = Math.max(seen.attempts(), move.attemptsOfCaller());
            boolean enough = attempts > ATTEMPTS_BEFORE_UNREACHABLE;
            if (!enough && !by.leads()) {
                throw new Refused(new TooFewAttempts(attempts));
            }
            if (!enough && !commented) {
                throw new Refused(new CommentMissing(move.reason()));
            }
        }
        if (move.reason().needsReturnDate()
                && (move.returnOn() == null || !move.returnOn().isAfter(now.today()))) {
            throw new Refused(new ReturnDateMissing());
        }
        return new Rejection(
                move.reason(),
                commented ? move.comment() : null,
                move.reason().needsReturnDate() ? move.returnOn() : null);
    }

    private void needResponsible() {
        if (responsibleId == null) {
            throw new Refused(new ResponsibleMissing());
        }
    }

    private void needSource() {
        if (source == null) {
            throw new Refused(new SourceMissing());
        }
    }

    /** Everything that stands between the lead and a deal (L-6, L-11); empty when nothing does. */
    public List<LeadRefusal> missingForConversion() {
        List<LeadRefusal> missing = new ArrayList<>();
        if (source == null) {
            missing.add(new SourceMissing());
        }
        if (contacts.isEmpty()) {
            missing.add(new ContactMissing());
        }
        if (responsibleId == null) {
            missing.add(new ResponsibleMissing());
        }
        return missing;
    }

    private Lead become(Stage to, String because, @Nullable Rejection why, Now now) {
        Draft draft = new Draft(this);
        boolean accepted = stage == Stage.NEW && to == Stage.IN_WORK;
        Long minutes = accepted && assignedAt != null
                ? Long.valueOf(now.working().minutesBetween(assignedAt, now.at()))
                : null;
        draft.stage = to;
        draft.stageSince = now.at();
        draft.rejection = why;
        draft.acceptedAt = accepted && acceptedAt == null ? now.at() : acceptedAt;
        draft.duty = duty.done();
        draft.say(
                new StageChanged(
                        CardKind.LEAD,
                        stage.name(),
                        to.name(),
                        because,
                        why == null ? null : why.reason().name(),
                        why == null ? null : why.returnOn(),
                        why == null || why.comment() == null
                                ? null
                                : why.comment().length(),
                        responsibleId,
                        code(source),
                        city,
                        (int) ChronoUnit.DAYS.between(stageSince, now.at()),
                        minutes,
                        null,
                        null,
                        companyId,
                        ContactLink.ids(contacts)),
                Unseen.said(why == null ? null : why.comment()));
        if (to == Stage.CONVERTED) {
            // one lead gives one deal: whoever repeats the step arrives at the same id (L-10)
            draft.dealId = Ids.derived("deal", id);
            draft.say(new LeadConverted(
                    id,
                    draft.dealId,
                    title,
                    code(source),
                    city,
                    companyId,
                    ContactLink.ids(contacts),
                    Objects.requireNonNull(responsibleId)));
        }
        return draft.done();
    }

    /** The head hands the lead to somebody, or back to the queue with null (L-1, L-2). */
    public Lead assign(@Nullable String to, String why, Now now) {
        if (Objects.equals(responsibleId, to)) {
            return this;
        }
        if (stage == Stage.CONVERTED) {
            throw new Refused(new Closed());
        }
        Draft draft = new Draft(this);
        draft.responsibleId = to;
        draft.releasedFrom = null;
        draft.assignedAt = to == null ? null : now.at();
        draft.duty = to == null ? duty.released() : duty.assigned(why);
        draft.say(
                to == null
                        ? new ResponsibleReleased(CardKind.LEAD, Objects.requireNonNull(responsibleId), "hand", null)
                        : new ResponsibleAssigned(CardKind.LEAD, responsibleId, to, "hand", why));
        return draft.done();
    }

    /** L-1: its turn has come, if it still waits for that. */
    public Lead give(String to, String how, String why, Now now) {
        if (!duty.isWaiting() || responsibleId != null || stage != Stage.NEW) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.responsibleId = to;
        draft.releasedFrom = null;
        draft.assignedAt = now.at();
        draft.duty = duty.assigned(why);
        draft.say(new ResponsibleAssigned(CardKind.LEAD, null, to, how, why));
        return draft.done();
    }

    /** L-19: whether it was given to somebody by then and is not taken into work. */
    public boolean isLate(Instant assignedUntil) {
        return stage == Stage.NEW && responsibleId != null && assignedAt != null && !assignedAt.isAfter(assignedUntil);
    }

    /** L-19: it is found once for each assignment that it was not taken in time. */
    public Lead overdue(Instant assignedUntil, int minutes, Now now) {
        if (!isLate(assignedUntil) || duty.overdueAt() != null) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.duty = duty.found(now.at());
        draft.say(new AcceptanceOverdue(
                Objects.requireNonNull(responsibleId), Objects.requireNonNull(assignedAt), minutes));
        return draft.done();
    }

    /** L-19: from one who did not take it in time to the next, once in its life. */
    public Lead handOn(String from, String to, String how, String why, Now now) {
        if (stage != Stage.NEW || duty.overdueAt() == null || duty.wasHandedOn() || !from.equals(responsibleId)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.responsibleId = to;
        draft.releasedFrom = null;
        draft.assignedAt = now.at();
        draft.duty = duty.handedOn(why);
        draft.say(new ResponsibleAssigned(CardKind.LEAD, from, to, how, why));
        return draft.done();
    }

    /** L-20: its applicant asked again; what he said is kept, and within an hour it is one note. */
    public Lead askedAgain(Enquiry enquiry, CardRef open) {
        boolean noted = enquiries.isNewsAt(enquiry.at());
        if (!noted && enquiries.has(enquiry)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.enquiries = enquiries.with(enquiry, noted);
        if (noted) {
            draft.say(new EnquiryRepeated(enquiry.origin(), open));
        }
        return draft.done();
    }

    /** L-20: it is over; whoever asks again is a new lead. */
    public Lead unclaimed() {
        if (enquiries.claims() == null) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.enquiries = enquiries.unclaimed();
        return draft.done();
    }

    /** D-6: whoever is dismissed loses it, if it is open or comes back one day; stage and timeline stay. */
    public Lead released(String employeeId, String dismissalId) {
        boolean comesBack = rejection != null && rejection.returnOn() != null;
        if (!employeeId.equals(responsibleId) || !(stage.isOpen() || comesBack)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.responsibleId = null;
        draft.releasedFrom = employeeId;
        draft.assignedAt = null;
        draft.duty = duty.released();
        draft.say(new ResponsibleReleased(CardKind.LEAD, employeeId, "dismissal", dismissalId));
        return draft.done();
    }

    /** Fields edited on the card (L-6, L-7). Nothing different, nothing said. */
    public Lead edit(LeadData data) {
        if (stage == Stage.CONVERTED) {
            throw new Refused(new Closed());
        }
        boolean sourceChanged = data.source() != source;
        if (sourceLocked && sourceChanged) {
            throw new Refused(new SourceLocked("source"));
        }
        if (sourceLocked
                && sourceDetails != null
                && !Objects.toString(data.sourceDetails(), "").startsWith(sourceDetails)) {
            throw new Refused(new SourceLocked("sourceDetails"));
        }
        if (sourceChanged) {
            checkByHand(data.source());
        }
        if (!sourceLocked) {
            checkDetails(data.source(), data.sourceDetails());
        }
        List<FieldChange> changes = new ArrayList<>();
        List<FieldChange> unseen = new ArrayList<>();
        changed(changes, "title", title, data.title());
        changed(changes, "source", code(source), code(data.source()));
        changedUnseen(changes, unseen, "sourceDetails", sourceDetails, data.sourceDetails());
        changed(changes, "city", city, data.city());
        changedUnseen(changes, unseen, "comment", comment, data.comment());
        changed(changes, "companyId", companyId, data.companyId());
        changed(changes, "contactIds", ContactLink.ids(contacts), ContactLink.ids(data.contacts()));
        if (changes.isEmpty() && contacts.equals(data.contacts())) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.take(data);
        draft.say(
                new LeadUpdated(
                        changes,
                        code(draft.source),
                        draft.city,
                        draft.companyId,
                        ContactLink.ids(draft.contacts),
                        missing(draft)),
                Unseen.changed(unseen));
        return draft.done();
    }

    /** D-3: some of the clients it names turned out to be others; that holds at any stage. */
    Lead renamed(List<ContactLink> people, @Nullable String company) {
        List<FieldChange> changes = new ArrayList<>();
        changed(changes, "companyId", companyId, company);
        changed(changes, "contactIds", ContactLink.ids(contacts), ContactLink.ids(people));
        if (changes.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.contacts = people;
        draft.companyId = company;
        draft.say(new LeadUpdated(
                changes,
                code(draft.source),
                draft.city,
                draft.companyId,
                ContactLink.ids(draft.contacts),
                missing(draft)));
        return draft.done();
    }

    /**
     * A lead of older code as it would be written today: the words it is found by, its applicant's marks (L-20), and whether it
     * waits for its turn (L-1); itself if that is what it has.
     *
     * @param neverGivenOut it was written before leads were given out by turn
     */
    Lead renewed(boolean neverGivenOut) {
        Draft draft = new Draft(this);
        draft.enquiries = enquiries.renewed(applicant);
        boolean waits = neverGivenOut && duty.equals(Duty.NONE) && stage == Stage.NEW && responsibleId == null;
        draft.duty = waits ? Duty.waiting() : duty;
        Lead now = draft.done();
        return now.enquiries.equals(enquiries) && now.duty.equals(duty) && now.search.equals(search) ? this : now;
    }

    /** What of it can be edited, as it is. */
    public LeadData data() {
        return new LeadData(title, source, sourceDetails, city, comment, contacts, companyId, applicant);
    }

    private static void checkByHand(@Nullable Source source) {
        if (source != null && !source.isChosenByHand()) {
            throw new Refused(new SourceNotByHand());
        }
    }

    private static void checkDetails(@Nullable Source source, @Nullable String details) {
        if (source != null && source.needsDetails() && (details == null || details.isBlank())) {
            throw new Refused(new SourceDetailsMissing());
        }
    }

    private static void changed(List<FieldChange> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field, from, to));
        }
    }

    /** Texts of people stay out of events: only that they changed is told. */
    private static void changedUnseen(
            List<FieldChange> changes,
            List<FieldChange> unseen,
            String field,
            @Nullable Object from,
            @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field, null, null));
            unseen.add(new FieldChange(field, from, to));
        }
    }

    private static @Nullable String code(@Nullable Source source) {
        return source == null ? null : source.name();
    }

    private static List<String> missing(Draft draft) {
        List<String> missing = new ArrayList<>();
        if (draft.source == null) {
            missing.add("source");
        }
        if (draft.city == null) {
            missing.add("city");
        }
        if (draft.contacts.isEmpty()) {
            missing.add("contactIds");
        }
        if (draft.companyId == null) {
            missing.add("companyId");
        }
        return missing;
    }

    /** A lead being changed; nothing of it is seen before it is done. */
    private static final class Draft {
        private final String id;
        private final @Nullable Long version;
        private final long sequence;
        private final long number;
        private final Instant createdAt;
        private final String createdBy;
        private final Seen seen;
        private final @Nullable Applicant applicant;
        private News<LeadEvent> news;
        private String title;
        private @Nullable Source source;
        private @Nullable String sourceDetails;
        private boolean sourceLocked;
        private @Nullable String city;
        private @Nullable String comment;
        private List<ContactLink> contacts;
        private @Nullable String companyId;
        private @Nullable String responsibleId;
        private @Nullable String releasedFrom;
        private @Nullable Instant assignedAt;
        private Stage stage;
        private Instant stageSince;
        private @Nullable Instant acceptedAt;
        private @Nullable Rejection rejection;
        private @Nullable String dealId;
        private Duty duty = Duty.NONE;
        private Enquiries enquiries = Enquiries.NONE;

        Draft(Lead lead) {
            id = lead.id;
            version = lead.version;
            sequence = lead.sequence;
            number = lead.number;
            createdAt = lead.createdAt;
            createdBy = lead.createdBy;
            seen = lead.seen;
            applicant = lead.applicant;
            news = lead.news;
            title = lead.title;
            source = lead.source;
            sourceDetails = lead.sourceDetails;
            sourceLocked = lead.sourceLocked;
            city = lead.city;
            comment = lead.comment;
            contacts = lead.contacts;
            companyId = lead.companyId;
            responsibleId = lead.responsibleId;
            releasedFrom = lead.releasedFrom;
            assignedAt = lead.assignedAt;
            stage = lead.stage;
            stageSince = lead.stageSince;
            acceptedAt = lead.acceptedAt;
            rejection = lead.rejection;
            dealId = lead.dealId;
            duty = lead.duty;
            enquiries = lead.enquiries;
        }

        Draft(String id, long number, LeadData data, Instant now, String createdBy) {
            this.id = id;
            this.version = null;
            this.sequence = 0;
            this.number = number;
            this.createdAt = now;
            this.createdBy = createdBy;
            this.seen = Seen.NOTHING;
            this.applicant = data.applicant();
            this.news = News.none();
            this.stage = Stage.NEW;
            this.stageSince = now;
            this.title = data.title();
            this.contacts = data.contacts();
            take(data);
        }

        void take(LeadData data) {
            title = data.title();
            source = data.source();
            sourceDetails = data.sourceDetails();
            city = data.city();
            comment = data.comment();
            contacts = data.contacts();
            companyId = data.companyId();
        }

        void say(LeadEvent event) {
            news = news.and(event);
        }

        void say(LeadEvent event, Unseen kept) {
            news = news.and(event, kept);
        }

        Lead done() {
            return new Lead(
                    id,
                    version,
                    sequence,
                    number,
                    title,
                    source,
                    sourceDetails,
                    sourceLocked,
                    city,
                    comment,
                    applicant,
                    contacts,
                    companyId,
                    responsibleId,
                    releasedFrom,
                    assignedAt,
                    stage,
                    stageSince,
                    acceptedAt,
                    rejection,
                    dealId,
                    createdAt,
                    createdBy,
                    duty,
                    enquiries,
                    Words.of(Stream.concat(
                                    Stream.of(
                                            title,
                                            String.valueOf(number),
                                            applicant == null ? null : applicant.name(),
                                            applicant == null ? null : applicant.email(),
                                            Words.digits(applicant == null ? null : applicant.phone())),
                                    enquiries.phones().stream().flatMap(phone -> Words.endings(phone).stream()))
                            .toArray(String[]::new)),
                    seen,
                    news);
        }
    }
}
