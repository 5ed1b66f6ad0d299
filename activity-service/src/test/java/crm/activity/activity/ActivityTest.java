package crm.activity.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.activity.activity.ActivityRefusal.CommentMissing;
import crm.activity.activity.ActivityRefusal.DueInThePast;
import crm.activity.activity.ActivityRefusal.DueMissing;
import crm.activity.activity.ActivityRefusal.NotOpen;
import crm.activity.activity.ActivityRefusal.NotYetDone;
import crm.activity.activity.ActivityRefusal.OnlyCallsAreLogged;
import crm.activity.activity.ActivityRefusal.ReasonMissing;
import crm.activity.activity.ActivityRefusal.TextMissing;
import crm.activity.activity.ActivityRefusal.WaitTooLong;
import crm.events.ActivityCancelled;
import crm.events.ActivityClosed;
import crm.events.ActivityMoved;
import crm.events.ActivityPlanned;
import crm.events.ActivityReassigned;
import crm.events.ActivityRescheduled;
import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.CrmEvent;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An activity")
class ActivityTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final CardRef LEAD = CardRef.lead("lead-1");

    private static Activity planned(ActivityType type) {
        return Activity.plan("a-1", LEAD, Plan.of(type, TOMORROW, "о чём", "anna"), "anna", null, NOW, MOSCOW);
    }

    private static Activity aCall() {
        return planned(ActivityType.CALL);
    }

    private static CrmEvent last(Activity activity) {
        return activity.news().events().getLast();
    }

    private static Refusal refusalOf(ThrowingCallable action) {
        return catchThrowableOfType(Refused.class, action).refusal();
    }

    private static Plan call(Instant at, Outcome outcome) {
        return new Plan(
                ActivityType.CALL,
                at,
                "с мобильного",
                "anna",
                List.of(),
                List.of(),
                null,
                Direction.OUT,
                outcome,
                null,
                null);
    }

    @Test
    @DisplayName("T-1 is planned on a card, and says so")
    void planning_is_told() {
        assertThat(last(aCall()))
                .isEqualTo(new ActivityPlanned("CALL", LEAD, "anna", List.of(), TOMORROW, "out", "person", null));
        assertThat(refusalOf(() -> Activity.plan(
                        "a", LEAD, Plan.of(ActivityType.CALL, null, "x", "anna"), "anna", null, NOW, MOSCOW)))
                .isEqualTo(new DueMissing());
    }

    @Test
    @DisplayName("T-3 rescheduled it keeps the history of dates and counts failed attempts")
    void rescheduling() {
        Activity call = aCall().reschedule(
                        TOMORROW.plusSeconds(60), RescheduleKind.NO_ANSWER, null, "anna", NOW, MOSCOW)
                .reschedule(TOMORROW.plusSeconds(120), RescheduleKind.CLIENT_POSTPONED, "занят", "anna", NOW, MOSCOW)
                .reschedule(TOMORROW.plusSeconds(180), RescheduleKind.OTHER, "сам занят", "anna", NOW, MOSCOW);
        assertThat(call.reschedules())
                .extracting(Reschedule::from)
                .containsExactly(TOMORROW, TOMORROW.plusSeconds(60), TOMORROW.plusSeconds(120));
        assertThat(call.attempts()).isEqualTo(2);
        assertThat(last(call))
                .isEqualTo(new ActivityRescheduled(
                        LEAD, TOMORROW.plusSeconds(180), TOMORROW.plusSeconds(120), "other", 2));
    }

    @Test
    @DisplayName("T-3 only «недозвон» needs no comment, and the new time lies ahead")
    void rescheduling_needs() {
        for (RescheduleKind kind : List.of(RescheduleKind.CLIENT_POSTPONED, RescheduleKind.OTHER)) {
            assertThat(refusalOf(() -> aCall().reschedule(TOMORROW, kind, " ", "anna", NOW, MOSCOW)))
                    .isEqualTo(new CommentMissing());
        }
        assertThat(refusalOf(() -> aCall().reschedule(NOW, RescheduleKind.NO_ANSWER, null, "anna", NOW, MOSCOW)))
                .isEqualTo(new DueInThePast());
    }

    @ParameterizedTest
    @EnumSource(
            value = ActivityType.class,
            names = {"CALL", "MEETING", "ONLINE_MEETING", "TASK"})
    @DisplayName("T-4 is closed only with a comment on what came of it")
    void closing_needs_a_comment(ActivityType type) {
        assertThat(refusalOf(() -> planned(type).close("  ", null, "none", NOW)))
                .isEqualTo(new CommentMissing());
        Activity closed = planned(type).close("договорились", null, "activity", NOW);
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(((ActivityClosed) last(closed)).commentLength()).isEqualTo(12);
    }

    @Test
    @DisplayName("T-4 a call from a mobile is entered already closed, with its comment, not in the future")
    void logged_call() {
        Activity call =
                Activity.logged("a", LEAD, call(NOW.minusSeconds(600), Outcome.REACHED), "поговорили", "anna", NOW);
        assertThat(call.state()).isEqualTo(State.CLOSED);
        assertThat(call.at()).isEqualTo(NOW.minusSeconds(600));
        assertThat(call.news().events()).hasOnlyElementsOfType(ActivityClosed.class);
        assertThat(refusalOf(() -> Activity.logged("a", LEAD, call(NOW, null), null, "anna", NOW)))
                .isEqualTo(new CommentMissing());
        assertThat(refusalOf(() -> Activity.logged("a", LEAD, call(TOMORROW, null), "поговорили", "anna", NOW)))
                .isEqualTo(new NotYetDone());
        assertThat(refusalOf(() -> Activity.logged(
                        "a", LEAD, Plan.of(ActivityType.MEETING, NOW, "x", "anna"), "была", "anna", NOW)))
                .isEqualTo(new OnlyCallsAreLogged());
    }

    @Test
    @DisplayName("L-13 a missed outgoing call is a failed attempt, a missed incoming one is not")
    void missed_calls() {
        assertThat(Activity.logged("a", LEAD, call(NOW, Outcome.MISSED), "сбросил", "anna", NOW)
                        .attempts())
                .isEqualTo(1);
        Plan incoming = new Plan(
                ActivityType.CALL,
                NOW,
                null,
                "anna",
                List.of(),
                List.of(),
                null,
                Direction.IN,
                Outcome.MISSED,
                null,
                null);
        assertThat(Activity.logged("a", LEAD, incoming, "не успела", "anna", NOW)
                        .attempts())
                .isZero();
        assertThat(aCall().close("сбросил", Outcome.MISSED, "none", NOW).attempts())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("T-6 waiting lasts a month at most and does not lie in the past")
    void waiting() {
        Plan tooLong = Plan.of(ActivityType.WAIT, NOW.plus(Duration.ofDays(40)), null, "anna");
        assertThat(refusalOf(() -> Activity.plan("a", LEAD, tooLong, "anna", null, NOW, MOSCOW)))
                .isEqualTo(new WaitTooLong());
        Plan past = Plan.of(ActivityType.WAIT, NOW.minusSeconds(1), null, "anna");
        assertThat(refusalOf(() -> Activity.plan("a", LEAD, past, "anna", null, NOW, MOSCOW)))
                .isEqualTo(new DueInThePast());
    }

    @Test
    @DisplayName("T-8 a comment is there at once and tells its length, never its words")
    void comments() {
        Activity comment = Activity.comment("a", LEAD, "Прислали ТЗ", List.of(), List.of(), "anna", NOW);
        assertThat(comment.state()).isEqualTo(State.CLOSED);
        assertThat(last(comment)).isEqualTo(new CommentAdded(LEAD, 11, List.of(), 0));
        assertThat(refusalOf(() -> Activity.comment("a", LEAD, " ", List.of(), List.of(), "anna", NOW)))
                .isEqualTo(new TextMissing());
    }

    @Test
    @DisplayName("T-12 what is over is not changed any more")
    void over_is_over() {
        Activity closed = aCall().close("всё", null, "none", NOW);
        assertThat(refusalOf(() -> closed.close("ещё", null, "none", NOW))).isEqualTo(new NotOpen());
        assertThat(refusalOf(() -> closed.cancel("зря", NOW))).isEqualTo(new NotOpen());
        assertThat(closed.moveTo(CardRef.deal("d"))).isSameAs(closed);
        assertThat(closed.cardEnded(NOW)).isSameAs(closed);
    }

    @Test
    @DisplayName("T-14 is cancelled with a reason")
    void cancelling() {
        assertThat(refusalOf(() -> aCall().cancel(" ", NOW))).isEqualTo(new ReasonMissing());
        assertThat(last(aCall().cancel("не тот лид", NOW))).isEqualTo(new ActivityCancelled(LEAD, "person", 0));
    }

    @Test
    @DisplayName("L-18 follows its card to the deal and to a new responsible; ends with the card")
    void follows_the_card() {
        Activity moved = aCall().moveTo(CardRef.deal("d-1"));
        assertThat(moved.cards()).containsExactly("lead/lead-1", "deal/d-1");
        assertThat(last(moved)).isEqualTo(new ActivityMoved(LEAD, CardRef.deal("d-1"), 0));
        assertThat(last(aCall().reassign("denis"))).isEqualTo(new ActivityReassigned(LEAD, "anna", "denis"));
        assertThat(last(aCall().cardEnded(NOW))).isEqualTo(new ActivityCancelled(LEAD, "system", 0));
    }

    @Test
    @DisplayName("L-18 one that is just being closed with the card's end is closed, not cancelled")
    void being_closed() {
        Activity wished = aCall().intend(new Closing("не подходит", null, "rejection", null, "anna", NOW, null));
        Activity ended = wished.cardEnded(NOW);
        assertThat(ended.state()).isEqualTo(State.CLOSED);
        assertThat(((ActivityClosed) last(ended)).nextStep()).isEqualTo("rejection");
        assertThat(ended.closing()).isNull();
    }

    @Test
    @DisplayName("D-6 L-18 of one who is dismissed it is held by who stands in, until it is given to another")
    void held() {
        Activity held = aCall().handOver("anna", "olga");
        assertThat(held.responsibleId()).isEqualTo("olga");
        assertThat(held.heldFor()).isEqualTo("anna");
        assertThat(last(held)).isEqualTo(new ActivityReassigned(LEAD, "anna", "olga"));
        assertThat(held.reassign("denis").heldFor()).isNull();
        assertThat(aCall().handOver("denis", "olga").responsibleId()).isEqualTo("anna");
        Activity over = aCall().cancel("не нужно", NOW);
        assertThat(over.handOver("anna", "olga")).isSameAs(over);
    }
}
