package crm.leads.lead;

import static crm.leads.lead.LeadFixture.ANNA;
import static crm.leads.lead.LeadFixture.NOW;
import static crm.leads.lead.LeadFixture.OLGA;
import static crm.leads.lead.LeadFixture.aLead;
import static crm.leads.lead.LeadFixture.refusalOf;
import static crm.leads.lead.LeadFixture.today;
import static crm.leads.lead.Move.reject;
import static crm.leads.lead.Move.to;
import static crm.leads.lead.Reason.OFFER_POSTPONED;
import static crm.leads.lead.Reason.OTHER;
import static crm.leads.lead.Reason.TOO_SMALL;
import static crm.leads.lead.Reason.UNREACHABLE;
import static crm.leads.lead.Stage.CONVERTED;
import static crm.leads.lead.Stage.IN_WORK;
import static crm.leads.lead.Stage.NEW;
import static crm.leads.lead.Stage.QUALIFICATION;
import static crm.leads.lead.Stage.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import crm.events.AcceptanceOverdue;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.EnquiryRepeated;
import crm.events.LeadConverted;
import crm.events.LeadCreated;
import crm.events.LeadUpdated;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.leads.lead.Lead.Now;
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
import crm.platform.store.Ids;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A lead")
class LeadTest {

    @Test
    @DisplayName("L-3 entered by a manager tells of itself and of its responsible, in this order")
    void entering_is_told() {
        assertThat(aLead().entered().news().events())
                .containsExactly(
                        new LeadCreated(
                                "Компания «Нэйм»",
                                "OUTBOUND_CALL",
                                "MOW",
                                "anna",
                                "anna",
                                null,
                                List.of("irina"),
                                "person",
                                List.of("companyId")),
                        new ResponsibleAssigned(crm.events.CardKind.LEAD, null, "anna", "creation", null));
    }

    @Test
    @DisplayName("L-1 from the site it has no responsible: it stands in the queue")
    void from_the_site_it_is_nobodys() {
        Lead lead = aLead().fromSite("page=/").entered();
        assertThat(lead.responsibleId()).isNull();
        assertThat(lead.news().events()).hasOnlyElementsOfType(LeadCreated.class);
    }

    @Test
    @DisplayName("L-9 only the steps of the table are possible")
    void only_the_steps_of_the_table() {
        Map<Stage, List<Stage>> table = new EnumMap<>(Map.of(
                NEW, List.of(IN_WORK, CONVERTED, REJECTED),
                IN_WORK, List.of(QUALIFICATION, CONVERTED, REJECTED),
                QUALIFICATION, List.of(IN_WORK, CONVERTED, REJECTED),
                REJECTED, List.of(IN_WORK, QUALIFICATION),
                CONVERTED, List.of()));
        table.forEach((from, allowed) -> {
            for (Stage to : Stage.values()) {
                if (allowed.contains(to)) {
                    Move move = to == REJECTED ? reject(TOO_SMALL, null) : to(to);
                    assertThat(aLead().at(from).make(move, ANNA).stage()).isEqualTo(to);
                } else {
                    assertThat(refusalOf(() -> aLead().at(from).make(to(to), ANNA)))
                            .isEqualTo(new NoSuchStep(from, to));
                }
            }
        });
    }

    @Test
    @DisplayName("L-4 taking it into work needs a responsible")
    void taking_into_work_needs_a_responsible() {
        assertThat(refusalOf(() -> aLead().nobodys().make(to(IN_WORK), OLGA))).isEqualTo(new ResponsibleMissing());
    }

    @Test
    @DisplayName("L-4 taken into work it says so, with the working minutes since it was assigned")
    void taken_into_work() {
        Lead lead =
                aLead().stored().make(to(IN_WORK), ANNA, new Lead.Now(NOW.at().plusSeconds(14 * 60), NOW.working()));
        StageChanged told = (StageChanged) lead.news().events().getFirst();
        assertThat(told.from()).isEqualTo("NEW");
        assertThat(told.to()).isEqualTo("IN_WORK");
        assertThat(told.because()).isEqualTo("person");
        assertThat(told.workingMinutesToAccept()).isEqualTo(14);
        assertThat(told.daysInStage()).isEqualTo(3);
        assertThat(lead.acceptedAt()).isEqualTo(NOW.at().plusSeconds(14 * 60));
    }

    @Test
    @DisplayName("L-5 the first activity by or for its responsible takes a new lead into work")
    void first_activity_takes_it_into_work() {
        Lead byHim = aLead().stored().firstActivityPlanned("anna", "denis", NOW);
        Lead forHim = aLead().stored().firstActivityPlanned("olga", "anna", NOW);
        assertThat(List.of(byHim.stage(), forHim.stage())).containsOnly(IN_WORK);
        assertThat(((StageChanged) byHim.news().events().getFirst()).because()).isEqualTo("activity");
    }

    @Test
    @DisplayName("L-5 an activity of others for others, or on a lead in work, changes nothing")
    void other_activities_change_nothing() {
        Lead fresh = aLead().stored();
        assertThat(fresh.firstActivityPlanned("olga", "denis", NOW)).isSameAs(fresh);
        Lead inWork = aLead().at(QUALIFICATION).stored();
        assertThat(inWork.firstActivityPlanned("anna", "anna", NOW)).isSameAs(inWork);
    }

    @Test
    @DisplayName("L-6 a source the system determined is neither changed nor emptied, its details only appended to")
    void locked_source() {
        Lead lead = aLead().fromSite("page=/seo").stored();
        LeadData data = lead.data();
        assertThat(refusalOf(() -> lead.edit(data.from(Source.SOCIAL)))).isEqualTo(new SourceLocked("source"));
        assertThat(refusalOf(() -> lead.edit(data.from(null)))).isEqualTo(new SourceLocked("source"));
        assertThat(refusalOf(() -> lead.edit(details(data, "другое")))).isEqualTo(new SourceLocked("sourceDetails"));
        assertThat(refusalOf(() -> lead.edit(details(data, null)))).isEqualTo(new SourceLocked("sourceDetails"));
        assertThat(lead.edit(details(data, "page=/seo, звонил дважды")).sourceDetails())
                .endsWith("звонил дважды");
    }

    @Test
    @DisplayName("L-6 without a source it goes neither to QUALIFICATION nor to CONVERTED")
    void without_source() {
        for (Stage to : List.of(QUALIFICATION, CONVERTED)) {
            assertThat(refusalOf(() -> aLead().withoutSource().at(IN_WORK).make(to(to), ANNA)))
                    .isEqualTo(new SourceMissing());
        }
    }

    @Test
    @DisplayName("L-7 «сайт» is not chosen by hand, neither at first nor later")
    void site_is_not_chosen() {
        assertThat(refusalOf(() -> aLead().from(Source.SITE).entered())).isEqualTo(new SourceNotByHand());
        Lead lead = aLead().stored();
        assertThat(refusalOf(() -> lead.edit(lead.data().from(Source.SITE)))).isEqualTo(new SourceNotByHand());
    }

    @ParameterizedTest
    @EnumSource(
            value = Source.class,
            names = {"REFERRAL", "MAILING", "PARTNER"})
    @DisplayName("L-7 a source that says nothing without details needs them")
    void details_are_needed(Source source) {
        assertThat(refusalOf(() -> aLead().from(source).entered())).isEqualTo(new SourceDetailsMissing());
        assertThat(aLead().from(source).details("от Ирины").entered().sourceDetails())
                .isEqualTo("от Ирины");
    }

    @Test
    @DisplayName("L-10 converted it tells the one deal it becomes, whoever asks again")
    void conversion_names_the_deal() {
        Lead lead = aLead().at(QUALIFICATION).make(to(CONVERTED), ANNA);
        assertThat(lead.dealId()).isEqualTo(Ids.derived("deal", "lead-1"));
        assertThat(lead.news().events()).hasSize(2);
        assertThat(lead.news().events().getFirst()).isInstanceOf(StageChanged.class);
        assertThat(lead.news().events().getLast())
                .isEqualTo(new LeadConverted(
                        "lead-1",
                        lead.dealId(),
                        "Компания «Нэйм»",
                        "OUTBOUND_CALL",
                        "MOW",
                        null,
                        List.of("irina"),
                        "anna"));
    }

    @Test
    @DisplayName("L-11 CONVERTED needs a contact and a responsible")
    void conversion_needs() {
        assertThat(refusalOf(() -> aLead().at(IN_WORK).withoutContacts().make(to(CONVERTED), ANNA)))
                .isEqualTo(new ContactMissing());
        assertThat(refusalOf(() -> aLead().nobodys().make(to(CONVERTED), OLGA))).isEqualTo(new ResponsibleMissing());
    }

    @Test
    @DisplayName("L-12 REJECTED needs a reason")
    void rejection_needs_a_reason() {
        assertThat(refusalOf(() -> aLead().at(IN_WORK).make(to(REJECTED), ANNA)))
                .isEqualTo(new ReasonMissing());
    }

    @Test
    @DisplayName("L-12 «Другое» needs a comment")
    void other_needs_a_comment() {
        assertThat(refusalOf(() -> aLead().at(IN_WORK).make(reject(OTHER, " "), ANNA)))
                .isEqualTo(new CommentMissing(OTHER));
        assertThat(aLead().at(IN_WORK).make(reject(OTHER, "уехал"), ANNA).rejection())
                .isEqualTo(new Rejection(OTHER, "уехал", null));
    }

    @Test
    @DisplayName("L-13 «скрывается» needs more than three failed attempts; the refusal says how many there are")
    void unreachable_needs_attempts() {
        assertThat(refusalOf(() -> aLead().at(IN_WORK).afterAttempts(3).make(reject(UNREACHABLE, null), ANNA)))
                .isEqualTo(new TooFewAttempts(3));
        assertThat(aLead().at(IN_WORK)
                        .afterAttempts(4)
                        .make(reject(UNREACHABLE, null), ANNA)
                        .stage())
                .isEqualTo(REJECTED);
        Move withAttemptOnItsWay = new Move(REJECTED, UNREACHABLE, null, null, 4);
        assertThat(aLead().at(IN_WORK)
                        .afterAttempts(3)
                        .make(withAttemptOnItsWay, ANNA)
                        .stage())
                .isEqualTo(REJECTED);
    }

    @Test
    @DisplayName("L-13 the head overrides with a comment")
    void the_head_overrides() {
        assertThat(refusalOf(() -> aLead().at(IN_WORK).make(reject(UNREACHABLE, null), OLGA)))
                .isEqualTo(new CommentMissing(UNREACHABLE));
        assertThat(aLead().at(IN_WORK)
                        .make(reject(UNREACHABLE, "знаю их"), OLGA)
                        .stage())
                .isEqualTo(REJECTED);
    }

    @Test
    @DisplayName("L-14 «отложена» needs a day after today and tells it")
    void postponed_needs_a_day() {
        assertThat(refusalOf(() -> aLead().at(IN_WORK).make(reject(OFFER_POSTPONED, null), ANNA)))
                .isEqualTo(new ReturnDateMissing());
        assertThat(refusalOf(() -> aLead().at(IN_WORK).make(reject(OFFER_POSTPONED, null, today()), ANNA)))
                .isEqualTo(new ReturnDateMissing());
        Lead lead = aLead().at(IN_WORK).make(reject(OFFER_POSTPONED, null, today().plusDays(20)), ANNA);
        assertThat(((StageChanged) lead.news().events().getFirst()).returnOn()).isEqualTo(today().plusDays(20));
    }

    @Test
    @DisplayName("L-9 back from a rejection it forgets the reason and says it is a rollback")
    void rollback() {
        Lead lead = aLead().at(REJECTED).make(to(QUALIFICATION), ANNA);
        assertThat(lead.rejection()).isNull();
        assertThat(((StageChanged) lead.news().events().getFirst()).because()).isEqualTo("rollback");
        assertThat(refusalOf(() -> aLead().at(REJECTED).nobodys().make(to(IN_WORK), OLGA)))
                .isEqualTo(new ResponsibleMissing());
    }

    @Test
    @DisplayName("L-1 assigned, reassigned and handed back it tells each")
    void assignment_is_told() {
        assertThat(aLead().nobodys()
                        .stored()
                        .assign("denis", "by hand", NOW)
                        .news()
                        .events()
                        .getFirst())
                .isEqualTo(new ResponsibleAssigned(crm.events.CardKind.LEAD, null, "denis", "hand", "by hand"));
        assertThat(aLead().stored().assign(null, "by hand", NOW).news().events().getFirst())
                .isEqualTo(new ResponsibleReleased(crm.events.CardKind.LEAD, "anna", "hand", null));
        Lead same = aLead().stored();
        assertThat(same.assign("anna", "by hand", NOW)).isSameAs(same);
    }

    @Test
    @DisplayName("an edit tells values of plain fields and only the names of people's texts")
    void edits_are_told() {
        Lead lead = aLead().stored();
        LeadData data = lead.data();
        Lead edited = lead.edit(new LeadData(
                "Другое название",
                data.source(),
                data.sourceDetails(),
                data.city(),
                "секрет",
                data.contacts(),
                data.companyId(),
                data.applicant()));
        LeadUpdated told = (LeadUpdated) edited.news().events().getFirst();
        assertThat(told.changes())
                .containsExactly(
                        new crm.events.FieldChange("title", "Компания «Нэйм»", "Другое название"),
                        new crm.events.FieldChange("comment", null, null));
        assertThat(lead.edit(data)).isSameAs(lead);
    }

    @Test
    @DisplayName("L-9 a converted lead is not edited any more")
    void converted_is_closed() {
        Lead lead = aLead().at(CONVERTED).stored();
        assertThat(refusalOf(() -> lead.edit(lead.data()))).isEqualTo(new Closed());
    }

    private static LeadData details(LeadData data, String details) {
        return new LeadData(
                data.title(),
                data.source(),
                details,
                data.city(),
                data.comment(),
                data.contacts(),
                data.companyId(),
                data.applicant());
    }

    @Test
    @DisplayName("D-6 of one who is dismissed: open and returning leads are nobody's with their stage, others stay")
    void released() {
        for (Stage stage : List.of(NEW, IN_WORK, QUALIFICATION)) {
            Lead lead = aLead().at(stage).stored().released(ANNA.id(), "d1");
            assertThat(lead.responsibleId()).isNull();
            assertThat(lead.stage()).isEqualTo(stage);
            assertThat(lead.news().events())
                    .containsExactly(new ResponsibleReleased(CardKind.LEAD, ANNA.id(), "dismissal", "d1"));
        }
        for (Stage stage : List.of(CONVERTED, REJECTED)) {
            Lead lead = aLead().at(stage).stored();
            assertThat(lead.released(ANNA.id(), "d1")).isSameAs(lead);
        }
        Lead returns = aLead().at(IN_WORK)
                .stored()
                .make(
                        new Move(
                                REJECTED,
                                Reason.OFFER_POSTPONED,
                                null,
                                NOW.today().plusDays(20),
                                0),
                        ANNA,
                        NOW);
        assertThat(returns.released(ANNA.id(), "d1").responsibleId()).isNull();
        Lead anothers = aLead().at(IN_WORK).of("denis").stored();
        assertThat(anothers.released(ANNA.id(), "d1")).isSameAs(anothers);
    }

    private static Lead waiting() {
        return Lead.enter(
                "lead-2",
                2412,
                new LeadData(
                        "Заявка",
                        Source.SITE,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        new Applicant("Пётр", "8 912 000-00-01", null)),
                Lead.Origin.SITE,
                null,
                "system",
                NOW);
    }

    private static Now later(int minutes) {
        return new Now(NOW.at().plusSeconds(60L * minutes), NOW.working());
    }

    @Test
    @DisplayName("L-1 a lead that waits is given once; what was taken by hand meanwhile stays whose it is")
    void given_once() {
        Lead given = waiting().give("anna", "turn", "очередь", NOW);
        assertThat(given.responsibleId()).isEqualTo("anna");
        assertThat(given.news().events().getLast())
                .isEqualTo(new ResponsibleAssigned(CardKind.LEAD, null, "anna", "turn", "очередь"));
        assertThat(given.give("denis", "turn", "очередь", NOW)).isSameAs(given);
        Lead back = given.assign(null, "", NOW);
        assertThat(back.give("denis", "turn", "очередь", NOW)).isSameAs(back);
    }

    @Test
    @DisplayName(
            "L-19 that it was not taken is said once for each assignment, handed on once in its life, never after it was taken")
    void overdue_once() {
        Lead given = waiting().give("anna", "turn", "очередь", NOW);
        assertThat(given.overdue(NOW.at().minusSeconds(1), 30, later(30))).isSameAs(given);
        Lead late = given.overdue(NOW.at(), 30, later(30));
        assertThat(late.news().events().getLast()).isEqualTo(new AcceptanceOverdue("anna", NOW.at(), 30));
        assertThat(late.overdue(NOW.at(), 30, later(31))).isSameAs(late);
        assertThat(late.handOn("denis", "olga", "turn", "не принят", later(31))).isSameAs(late);
        Lead on = late.handOn("anna", "denis", "turn", "не принят", later(31));
        assertThat(on.responsibleId()).isEqualTo("denis");
        Lead lateAgain = on.overdue(later(31).at(), 30, later(61));
        assertThat(lateAgain.news().events().getLast()).isInstanceOf(AcceptanceOverdue.class);
        assertThat(lateAgain.handOn("denis", "anna", "turn", "не принят", later(61)))
                .isSameAs(lateAgain);
        Lead taken = on.make(Move.to(Stage.IN_WORK), OLGA, later(32));
        assertThat(taken.overdue(later(60).at(), 30, later(90))).isSameAs(taken);
    }

    @Test
    @DisplayName("L-20 within an hour it is one note, but what else he says is kept; an hour later it is another note")
    void one_note_an_hour() {
        Lead lead = waiting();
        CardRef card = CardRef.lead("lead-2");
        Lead once = lead.askedAgain(said("перезвоните", later(5)), card);
        assertThat(once.news().events().getLast()).isEqualTo(new EnquiryRepeated("site", card));
        assertThat(once.askedAgain(said("перезвоните", later(10)), card)).isSameAs(once);
        Lead more = once.askedAgain(said("срочно", later(20)), card);
        assertThat(more.news()).isEqualTo(once.news());
        assertThat(more.enquiries().repeated()).hasSize(2);
        assertThat(more.askedAgain(said("срочно", later(70)), card).news().events())
                .hasSize(more.news().events().size() + 1);
    }

    private static Enquiry said(String comment, Now at) {
        return new Enquiry(at.at(), "site", new Applicant("Пётр", "8 912 000-00-01", null), null, comment);
    }

    @Test
    @DisplayName(
            "L-16 L-20 a phone is the same with 8 or +7, brackets or an extension; two in one field are two; nonsense is none")
    void marks() {
        assertThat(Leads.marks("8 (912) 000-00-01", " Petr@Name.ru "))
                .containsExactly("p:9120000001", "e:petr@name.ru")
                .isEqualTo(Leads.marks("+7 912 000 00 01 доб. 12", "petr@name.ru"));
        assertThat(Leads.marks("89120000001, 8 495 123-45-67", null)).containsExactly("p:9120000001", "p:4951234567");
        assertThat(Leads.marks("нет телефона", "нет")).isEmpty();
        assertThat(Leads.marks("123", null)).isEmpty();
    }
}
