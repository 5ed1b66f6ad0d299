package crm.activity.activity;

import crm.activity.activity.ActivityRefusal.CommentMissing;
import crm.activity.activity.ActivityRefusal.DueInThePast;
import crm.activity.activity.ActivityRefusal.DueMissing;
import crm.activity.activity.ActivityRefusal.NotAComment;
import crm.activity.activity.ActivityRefusal.NotOpen;
import crm.activity.activity.ActivityRefusal.NotYetDone;
import crm.activity.activity.ActivityRefusal.OnlyCallsAreLogged;
import crm.activity.activity.ActivityRefusal.ReasonMissing;
import crm.activity.activity.ActivityRefusal.TextMissing;
import crm.activity.activity.ActivityRefusal.TooLateToCorrect;
import crm.activity.activity.ActivityRefusal.WaitTooLong;
import crm.events.ActivityCancelled;
import crm.events.ActivityClosed;
import crm.events.ActivityEvent;
import crm.events.ActivityMoved;
import crm.events.ActivityPlanned;
import crm.events.ActivityReassigned;
import crm.events.ActivityRescheduled;
import crm.events.ActivityUpdated;
import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.FieldChange;
import crm.events.FileAttached;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refused;
import crm.platform.search.Words;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something people do about a card, and what came of it. Every rule of an activity's life is in this file.
 *
 * @param card where it stands now, as {@code lead/{id}}
 * @param cards every card it has ever stood on
 * @param participants employees asked to take part
 * @param contactIds the client's people who take part
 * @param text what it is about; of a comment, the comment
 * @param comment what came of it, or why it was given up
 * @param attempts failed attempts to reach the client in it (L-13)
 * @param purpose first-call or return when the system planned it
 * @param at its place in the feed: when it was entered, and once it is over, when it ended
 * @param closing the wish to close it with a next step that is being taken
 * @param search the words of its texts
 * @param heldFor the dismissed employee whose it was: who holds it gives it to whoever gets the card (D-6)
 */
public record Activity(
        String id,
        @Nullable Long version,
        long sequence,
        ActivityType type,
        State state,
        String card,
        List<String> cards,
        @Nullable String responsibleId,
        List<String> participants,
        List<String> contactIds,
        @Nullable Instant dueAt,
        @Nullable String text,
        @Nullable String phone,
        @Nullable Direction direction,
        @Nullable Outcome outcome,
        @Nullable String place,
        @Nullable String link,
        @Nullable String comment,
        int attempts,
        @Nullable String purpose,
        List<Reschedule> reschedules,
        List<String> mentions,
        List<String> fileIds,
        Instant at,
        Instant createdAt,
        String createdBy,
        @Nullable Instant closedAt,
        @Nullable Closing closing,
        List<String> search,
        @Nullable String heldFor,
        News<ActivityEvent> news)
        implements Aggregate {

    public static final String FIRST_CALL = "first-call";
    public static final String RETURN = "return";
    private static final int COMMENT_LENGTH = 10_000;
    private static final int FILES = 20;
    /** How long its author may correct a comment (T-12). */
    private static final Duration CORRECTED_WITHIN = Duration.ofMinutes(15);

    public Activity {
        cards = cards == null ? List.of() : List.copyOf(cards);
        participants = participants == null ? List.of() : List.copyOf(participants);
        contactIds = contactIds == null ? List.of() : List.copyOf(contactIds);
        reschedules = reschedules == null ? List.of() : List.copyOf(reschedules);
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
        fileIds = fileIds == null ? List.of() : List.copyOf(fileIds);
        search = search == null ? List.of() : List.copyOf(search);
        news = news == null ? News.none() : news;
    }

    /** Something to be done (T-1); {@code purpose} is null when a person plans it. */
    public static Activity plan(
            String id, CardRef card, Plan plan, String by, @Nullable String purpose, Instant now, ZoneId zone) {
        if (!plan.type().isPlanned()) {
            throw new Refused(new NotAComment());
        }
        if (plan.dueAt() == null) {
            throw new Refused(new DueMissing());
        }
        if (plan.type() == ActivityType.WAIT) {
            checkWait(plan.dueAt(), now, zone);
        }
        Draft draft = new Draft(id, card, plan, by, now);
        draft.purpose = purpose;
        draft.say(new ActivityPlanned(
                plan.type().name(),
                card,
                draft.responsibleId,
                plan.participants(),
                plan.contactIds(),
                plan.dueAt(),
                code(draft.direction),
                purpose == null ? "person" : "system",
                purpose));
        return draft.done();
    }

    /** A call that was made already, as from a mobile (T-4): closed at once, needs no next step. */
    public static Activity logged(
            String id, CardRef card, Plan plan, @Nullable String comment, String by, Instant now) {
        if (plan.type() != ActivityType.CALL) {
            throw new Refused(new OnlyCallsAreLogged());
        }
        checkComment(comment);
        if (plan.dueAt() != null && plan.dueAt().isAfter(now)) {
            throw new Refused(new NotYetDone());
        }
        Draft draft = new Draft(id, card, plan, by, now);
        draft.dueAt = plan.dueAt() == null ? now : plan.dueAt();
        draft.at = draft.dueAt;
        draft.end(State.CLOSED, comment, now);
        draft.at = draft.dueAt;
        draft.attempts = draft.isMissedOutgoing() ? 1 : 0;
        draft.say(draft.closed("none"));
        return draft.done();
    }

    /** A comment, or a letter or message from elsewhere pasted as one (T-8). */
    public static Activity comment(
            String id,
            CardRef card,
            @Nullable String text,
            List<String> mentions,
            List<String> fileIds,
            String by,
            Instant now) {
        if ((text == null || text.isBlank()) && fileIds.isEmpty()) {
            throw new Refused(new TextMissing());
        }
        new Fields()
                .atMost("fileIds", fileIds, FILES)
                .atMost("mentions", mentions, FILES)
                .orRefuse();
        Plan plan = new Plan(ActivityType.COMMENT, null, text, by, List.of(), List.of(), null, null, null, null, null);
        Draft draft = new Draft(id, card, plan, by, now);
        draft.mentions = mentions;
        draft.fileIds = fileIds;
        draft.state = State.CLOSED;
        draft.closedAt = now;
        draft.say(new CommentAdded(card, plan.text() == null ? 0 : plan.text().length(), mentions, fileIds.size()));
        fileIds.forEach(file -> draft.say(new FileAttached(card)));
        return draft.done();
    }

    /** Put off (T-3): the old date stays in the history, failed attempts are counted. */
    public Activity reschedule(
            @Nullable Instant to, RescheduleKind kind, @Nullable String why, String by, Instant now, ZoneId zone) {
        needOpen();
        if (to == null) {
            throw new Refused(new DueMissing());
        }
        if (!to.isAfter(now)) {
            throw new Refused(new DueInThePast());
        }
        checkWhy(kind, why);
        if (type == ActivityType.WAIT) {
            checkWait(to, now, zone);
        }
        Draft draft = new Draft(this);
        draft.reschedules.add(
                new Reschedule(dueAt, to, kind, why == null || why.isBlank() ? null : why.strip(), by, now));
        draft.dueAt = to;
        draft.attempts += kind.isAttempt() ? 1 : 0;
        draft.say(new ActivityRescheduled(CardRef.of(card), to, dueAt, kind.code(), draft.attempts));
        return draft.done();
    }

    /** Why it is put off (T-3): a comment, unless «недозвон» says it all. */
    public static void checkWhy(RescheduleKind kind, @Nullable String why) {
        if (kind.needsComment()) {
            checkComment(why);
        }
        new Fields().text("comment", why, COMMENT_LENGTH).orRefuse();
    }

    /** Whether it should have been done by now. */
    boolean isOverdue(Instant now) {
        return isOpen() && dueAt != null && dueAt.isBefore(now);
    }

    /** What it is about, as it was entered. */
    public Plan plan() {
        return new Plan(
                type, dueAt, text, responsibleId, participants, contactIds, phone, direction, outcome, place, link);
    }

    /** Whether this employee may still correct it: a comment of his own, within a quarter of an hour (T-12). */
    private boolean isCorrectable(String by, Instant now) {
        return type == ActivityType.COMMENT && createdBy.equals(by) && isFresh(createdAt, now);
    }

    static boolean isFresh(Instant createdAt, Instant now) {
        return now.isBefore(createdAt.plus(CORRECTED_WITHIN));
    }

    /**
     * Other words, place, link, phone or people; date, type and responsible have ways of their own. Nothing different, nothing
     * said. What is over stays as it is, but for a comment its author corrects at once (T-12).
     */
    public Activity edit(Plan wanted, String by, Instant now) {
        if (type == ActivityType.COMMENT) {
            if (!isCorrectable(by, now)) {
                throw new Refused(new TooLateToCorrect());
            }
            if (wanted.text() == null && fileIds.isEmpty()) {
                throw new Refused(new TextMissing());
            }
        } else {
            needOpen();
        }
        List<FieldChange> changes = new ArrayList<>();
        unseen(changes, "text", text, wanted.text());
        unseen(changes, "phone", phone, wanted.phone());
        unseen(changes, "place", place, wanted.place());
        unseen(changes, "link", link, wanted.link());
        if (!participants.equals(wanted.participants())) {
            changes.add(new FieldChange("participants", participants, wanted.participants()));
        }
        if (!contactIds.equals(wanted.contactIds())) {
            changes.add(new FieldChange("contactIds", contactIds, wanted.contactIds()));
        }
        if (changes.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.text = wanted.text();
        draft.phone = wanted.phone();
        draft.place = wanted.place();
        draft.link = wanted.link();
        draft.participants = wanted.participants();
        draft.contactIds = wanted.contactIds();
        draft.say(new ActivityUpdated(CardRef.of(card), wanted.participants(), changes));
        return draft.done();
    }

    /** What people wrote travels by its name only. */
    private static void unseen(List<FieldChange> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field, null, null));
        }
    }

    /** Remembers what it is to be closed with while the next step is taken elsewhere. */
    public Activity intend(Closing wish) {
        needOpen();
        checkComment(wish.comment());
        Draft draft = new Draft(this);
        draft.closing = wish;
        return draft.done();
    }

    /** The next step was refused: nothing is closed. */
    public Activity forgetIntent() {
        if (closing == null) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.closing = null;
        return draft.done();
    }

    /** Done (T-4): {@code nextStep} is activity, stage, rejection or none. */
    public Activity close(String comment, @Nullable Outcome outcome, String nextStep, Instant now) {
        needOpen();
        checkComment(comment);
        Draft draft = new Draft(this);
        draft.outcome = outcome == null ? this.outcome : outcome;
        draft.end(State.CLOSED, comment, now);
        draft.attempts += draft.isMissedOutgoing() ? 1 : 0;
        draft.say(draft.closed(nextStep));
        return draft.done();
    }

    /** As its wish says; anything that is over stays as it is. */
    public Activity closeAsIntended(Instant now) {
        return state == State.OPEN && closing != null
                ? close(closing.comment(), closing.outcome(), closing.nextStep(), now)
                : this;
    }

    /** How many failed attempts there would be if it were closed with this outcome. */
    public int attemptsWith(@Nullable Outcome outcome) {
        Draft draft = new Draft(this);
        draft.outcome = outcome == null ? this.outcome : outcome;
        return attempts + (draft.isMissedOutgoing() ? 1 : 0);
    }

    /** Given up by a person, with a reason (T-14). */
    public Activity cancel(@Nullable String reason, Instant now) {
        needOpen();
        if (reason == null || reason.isBlank()) {
            throw new Refused(new ReasonMissing());
        }
        new Fields().text("reason", reason, COMMENT_LENGTH).orRefuse();
        return cancelled(reason.strip(), "person", now);
    }

    /** The card came to its end (L-18): what was being closed is closed, the rest will not be done. */
    public Activity cardEnded(Instant now) {
        if (state != State.OPEN) {
            return this;
        }
        return closing != null ? closeAsIntended(now) : cancelled(null, "system", now);
    }

    private Activity cancelled(@Nullable String reason, String why, Instant now) {
        Draft draft = new Draft(this);
        draft.end(State.CANCELLED, reason, now);
        draft.say(new ActivityCancelled(CardRef.of(card), why, attempts));
        return draft.done();
    }

    /** Follows its card (L-18), as from a lead to its deal. */
    public Activity moveTo(CardRef to) {
        if (state != State.OPEN || card.equals(to.toString())) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.card = to.toString();
        draft.cards = new ArrayList<>(cards);
        draft.cards.add(to.toString());
        draft.say(new ActivityMoved(CardRef.of(card), to, attempts));
        return draft.done();
    }

    /** Goes to another employee. */
    public Activity reassign(String to) {
        if (state != State.OPEN || to.equals(responsibleId)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.responsibleId = to;
        draft.heldFor = null;
        draft.say(new ActivityReassigned(CardRef.of(card), responsibleId, to));
        return draft.done();
    }

    /** D-6: of one who is dismissed, to who stands in until the card is assigned. */
    public Activity handOver(String from, String to) {
        if (!from.equals(responsibleId)) {
            return this;
        }
        Activity handed = reassign(to);
        if (handed == this) {
            return this;
        }
        Draft draft = new Draft(handed);
        draft.heldFor = from;
        return draft.done();
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    private void needOpen() {
        if (state != State.OPEN) {
            throw new Refused(new NotOpen());
        }
    }

    private static void checkComment(@Nullable String comment) {
        if (comment == null || comment.isBlank()) {
            throw new Refused(new CommentMissing());
        }
        new Fields().text("comment", comment, COMMENT_LENGTH).orRefuse();
    }

    private static void checkWait(Instant until, Instant now, ZoneId zone) {
        if (until.isBefore(now)) {
            throw new Refused(new DueInThePast());
        }
        if (until.atZone(zone)
                .toLocalDate()
                .isAfter(now.atZone(zone).toLocalDate().plusMonths(1))) {
            throw new Refused(new WaitTooLong());
        }
    }

    private static @Nullable String code(@Nullable Direction direction) {
        return direction == null ? null : direction.code();
    }

    /** An activity being changed; nothing of it is seen before it is done. */
    private static final class Draft {
        private final String id;
        private final @Nullable Long version;
        private final long sequence;
        private final ActivityType type;
        private List<String> participants;
        private List<String> contactIds;
        private @Nullable String text;
        private @Nullable String phone;
        private final @Nullable Direction direction;
        private @Nullable String place;
        private @Nullable String link;
        private final Instant createdAt;
        private final String createdBy;
        private State state;
        private String card;
        private List<String> cards;
        private @Nullable String responsibleId;
        private @Nullable Instant dueAt;
        private @Nullable Outcome outcome;
        private @Nullable String comment;
        private int attempts;
        private @Nullable String purpose;
        private List<Reschedule> reschedules;
        private List<String> mentions;
        private List<String> fileIds;
        private Instant at;
        private @Nullable Instant closedAt;
        private @Nullable Closing closing;
        private @Nullable String heldFor;
        private News<ActivityEvent> news;

        Draft(Activity activity) {
            id = activity.id;
            version = activity.version;
            sequence = activity.sequence;
            type = activity.type;
            participants = activity.participants;
            contactIds = activity.contactIds;
            text = activity.text;
            phone = activity.phone;
            direction = activity.direction;
            place = activity.place;
            link = activity.link;
            createdAt = activity.createdAt;
            createdBy = activity.createdBy;
            state = activity.state;
            card = activity.card;
            cards = activity.cards;
            responsibleId = activity.responsibleId;
            dueAt = activity.dueAt;
            outcome = activity.outcome;
            comment = activity.comment;
            attempts = activity.attempts;
            purpose = activity.purpose;
            reschedules = new ArrayList<>(activity.reschedules);
            mentions = activity.mentions;
            fileIds = activity.fileIds;
            at = activity.at;
            closedAt = activity.closedAt;
            closing = activity.closing;
            heldFor = activity.heldFor;
            news = activity.news;
        }

        Draft(String id, CardRef card, Plan plan, String by, Instant now) {
            this.id = id;
            this.version = null;
            this.sequence = 0;
            this.type = plan.type();
            this.participants = plan.participants();
            this.contactIds = plan.contactIds();
            this.text = plan.text();
            this.phone = plan.phone();
            this.direction =
                    plan.type() == ActivityType.CALL && plan.direction() == null ? Direction.OUT : plan.direction();
            this.place = plan.place();
            this.link = plan.link();
            this.createdAt = now;
            this.createdBy = by;
            this.state = State.OPEN;
            this.card = card.toString();
            this.cards = List.of(card.toString());
            this.responsibleId = plan.responsibleId() == null ? by : plan.responsibleId();
            this.dueAt = plan.dueAt();
            this.outcome = plan.outcome();
            this.reschedules = new ArrayList<>();
            this.mentions = List.of();
            this.fileIds = List.of();
            this.at = now;
            this.news = News.none();
        }

        boolean isMissedOutgoing() {
            return type == ActivityType.CALL && direction == Direction.OUT && outcome == Outcome.MISSED;
        }

        void end(State how, @Nullable String why, Instant now) {
            state = how;
            comment = why == null ? null : why.strip();
            closedAt = now;
            at = now;
            closing = null;
        }

        ActivityClosed closed(String nextStep) {
            return new ActivityClosed(
                    type.name(),
                    CardRef.of(card),
                    responsibleId == null ? createdBy : responsibleId,
                    code(direction),
                    outcome == null ? null : outcome.code(),
                    attempts,
                    comment == null ? 0 : comment.length(),
                    nextStep,
                    dueAt);
        }

        void say(ActivityEvent event) {
            news = news.and(event);
        }

        Activity done() {
            return new Activity(
                    id,
                    version,
                    sequence,
                    type,
                    state,
                    card,
                    cards,
                    responsibleId,
                    participants,
                    contactIds,
                    dueAt,
                    text,
                    phone,
                    direction,
                    outcome,
                    place,
                    link,
                    comment,
                    attempts,
                    purpose,
                    reschedules,
                    mentions,
                    fileIds,
                    at,
                    createdAt,
                    createdBy,
                    closedAt,
                    closing,
                    Words.of(text, comment, place),
                    heldFor,
                    news);
        }
    }
}
