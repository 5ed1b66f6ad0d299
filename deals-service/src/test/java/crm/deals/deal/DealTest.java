package crm.deals.deal;

import static crm.deals.deal.Stage.CONTRACT;
import static crm.deals.deal.Stage.DECIDING;
import static crm.deals.deal.Stage.PREPARING_OFFER;
import static crm.deals.deal.Stage.REJECTED;
import static crm.deals.deal.Stage.WON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.deals.deal.Deal.Now;
import crm.deals.deal.DealRefusal.CommentMissing;
import crm.deals.deal.DealRefusal.LinesClosed;
import crm.deals.deal.DealRefusal.NoSuchStep;
import crm.deals.deal.DealRefusal.NotConfirmed;
import crm.deals.deal.DealRefusal.NotSoldYet;
import crm.deals.deal.DealRefusal.OnlyHeadUndoesWon;
import crm.deals.deal.DealRefusal.OtherPaymentOfDocument;
import crm.deals.deal.DealRefusal.PaidInTheFuture;
import crm.deals.deal.DealRefusal.PaidTooLittle;
import crm.deals.deal.DealRefusal.ReasonMissing;
import crm.deals.deal.DealRefusal.ReturnDateMissing;
import crm.deals.deal.DealRefusal.TooFewAttempts;
import crm.events.CardKind;
import crm.events.DealCreated;
import crm.events.DealLinesChanged;
import crm.events.LeadConverted;
import crm.events.Money;
import crm.events.PaymentReceived;
import crm.events.PaymentVoided;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("A deal")
class DealTest {
    private static final Now NOW =
            new Now(Instant.parse("2026-11-23T07:00:00Z"), ZoneId.of("Europe/Moscow"), SaleTerms.USUAL);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final By ANNA = new By("anna", "Анна", Set.of(Role.SALES_MANAGER));
    private static final By OLGA = new By("olga", "Ольга", Set.of(Role.SALES_HEAD));
    private static final By ACCOUNTING = new By("1c", "1c", Set.of(Role.INTEGRATION_PAYMENTS));
    private static final Line SITE = line("430200.00", "1", "0");

    private static Line line(String price, String quantity, String discount) {
        return Line.of(
                "lines[0]",
                Product.CUSTOM_SITE,
                new BigDecimal(price),
                new BigDecimal(quantity),
                new BigDecimal(discount),
                null);
    }

    private static Deal aDeal() {
        return Deal.fromLead(
                new LeadConverted("lead-1", "deal-1", "Нэйм", "REFERRAL", "MOW", null, List.of("irina"), "anna"),
                387,
                "anna",
                NOW);
    }

    private static Deal at(Stage stage) {
        return stage == PREPARING_OFFER
                ? aDeal()
                : stage == WON
                        ? paid(aDeal().priced(List.of(SITE))).make(Move.to(WON), ANNA, NOW)
                        : stage == REJECTED
                                ? aDeal().make(Move.reject(Reason.BUDGET, null, null), ANNA, NOW)
                                : aDeal().make(Move.to(stage), ANNA, NOW);
    }

    private static Deal paid(Deal deal) {
        return deal.paid(new BigDecimal("100000.00"), TODAY, "ПП 1187", false, false, ANNA, NOW);
    }

    private static Object last(Deal deal) {
        return deal.news().events().getLast();
    }

    private static Refusal refusalOf(ThrowingCallable action) {
        return catchThrowableOfType(Refused.class, action).refusal();
    }

    @Test
    @DisplayName("S-1 L-10 comes from its lead under the promised id, with title, people, source, city and responsible")
    void from_its_lead() {
        Deal deal = aDeal();
        assertThat(deal.id()).isEqualTo("deal-1");
        assertThat(deal.responsibleId()).isEqualTo("anna");
        assertThat(deal.news().events())
                .containsExactly(
                        new DealCreated(
                                "Нэйм",
                                "lead-1",
                                false,
                                "REFERRAL",
                                "MOW",
                                null,
                                List.of("irina"),
                                "anna",
                                "anna",
                                List.of("companyId", "lines")),
                        new ResponsibleAssigned(crm.events.CardKind.DEAL, null, "anna", "creation", null));
    }

    @Test
    @DisplayName("S-1 a repeat deal is made by hand: marked as such, without a lead; nobody's when it is the queue's")
    void repeat() {
        Deal.Data data = new Deal.Data("Второй год", null, List.of(), "firm-1");
        Deal deal = Deal.repeat("deal-2", 388, data, "anna", "anna", NOW);
        assertThat(deal.repeat()).isTrue();
        assertThat(deal.leadId()).isNull();
        assertThat(deal.stage()).isEqualTo(PREPARING_OFFER);
        assertThat(((DealCreated) deal.news().events().getFirst()).repeat()).isTrue();
        assertThat(last(deal)).isInstanceOf(ResponsibleAssigned.class);
        Deal queued = Deal.repeat("deal-3", 389, data, null, "account", NOW);
        assertThat(queued.news().events()).hasSize(1);
        assertThat(queued.responsibleId()).isNull();
    }

    @Test
    @DisplayName("S-2 S-3 V-7 says which moves ask first: rejection, the sale, and every way back from it")
    void asking() {
        assertThat(aDeal().asking()).containsExactly(WON, REJECTED);
        assertThat(at(REJECTED).asking()).isEmpty();
        assertThat(at(WON).asking()).isEqualTo(Stage.OPEN);
        assertThat(aDeal().lacksForSale(SaleTerms.USUAL)).isEqualTo(new NotSoldYet(true, true));
        assertThat(paid(aDeal().priced(List.of(SITE))).lacksForSale(SaleTerms.USUAL))
                .isNull();
    }

    @Test
    @DisplayName("S-5 lacks its sum from the presentation on, while it is open and has no products")
    void lacks_sum() {
        assertThat(aDeal().lacksSum()).isFalse();
        assertThat(at(DECIDING).lacksSum()).isTrue();
        assertThat(at(DECIDING).priced(List.of(SITE)).lacksSum()).isFalse();
        assertThat(at(REJECTED).lacksSum()).isFalse();
    }

    @Test
    @DisplayName("S-2 goes from any open stage to any open one, and back from a rejection")
    void open_stages() {
        for (Stage from : Stage.OPEN) {
            for (Stage to : Stage.OPEN) {
                if (from == to) {
                    assertThat(refusalOf(() -> at(from).make(Move.to(to), ANNA, NOW)))
                            .isEqualTo(new NoSuchStep(from, to));
                } else {
                    assertThat(at(from).make(Move.to(to), ANNA, NOW).stage()).isEqualTo(to);
                }
            }
            Deal back = at(REJECTED).make(Move.to(from), ANNA, NOW);
            assertThat(((StageChanged) last(back)).because()).isEqualTo("rollback");
            assertThat(back.rejection()).isNull();
        }
        assertThat(refusalOf(() -> at(REJECTED).make(Move.to(WON), ANNA, NOW)))
                .isEqualTo(new NoSuchStep(REJECTED, WON));
    }

    @Test
    @DisplayName("S-3 is won only with a product and a payment; the first part is enough")
    void winning() {
        assertThat(refusalOf(() -> at(CONTRACT).make(Move.to(WON), ANNA, NOW))).isEqualTo(new NotSoldYet(true, true));
        assertThat(refusalOf(() -> paid(at(CONTRACT)).make(Move.to(WON), ANNA, NOW)))
                .isEqualTo(new NotSoldYet(true, false));
        Deal priced = at(CONTRACT).priced(List.of(SITE));
        assertThat(refusalOf(() -> priced.make(Move.to(WON), ANNA, NOW))).isEqualTo(new NotSoldYet(false, true));
        Deal won = paid(priced).make(Move.to(WON), ANNA, NOW);
        assertThat(won.stage()).isEqualTo(WON);
        assertThat(((StageChanged) last(won)).amount()).isEqualTo(new Money("430200.00", "RUB"));
    }

    @Test
    @DisplayName("S-3 where the head wants the whole sum, or confirmed money only, less is not enough")
    void terms_of_sale() {
        Now whole = new Now(NOW.at(), NOW.zone(), new SaleTerms(true, true));
        Now confirmed = new Now(NOW.at(), NOW.zone(), new SaleTerms(false, false));
        Now both = new Now(NOW.at(), NOW.zone(), new SaleTerms(true, false));
        Deal priced = aDeal().priced(List.of(SITE));
        BigDecimal rest = priced.total().subtract(new BigDecimal("100.00"));
        Deal part = priced.paid(new BigDecimal("100.00"), TODAY, "ПП 1", false, false, ANNA, NOW);
        assertThat(refusalOf(() -> part.make(Move.to(WON), ANNA, whole))).isEqualTo(new PaidTooLittle(rest));
        assertThat(refusalOf(() -> part.make(Move.to(WON), ANNA, confirmed))).isEqualTo(new NotConfirmed());
        assertThat(refusalOf(() -> part.make(Move.to(WON), ANNA, both))).isEqualTo(new PaidTooLittle(rest));
        assertThat(part.make(Move.to(WON), ANNA, NOW).stage()).isEqualTo(WON);

        Deal all = part.paid(rest, TODAY, "ПП 2", true, true, ANNA, NOW);
        assertThat(all.make(Move.to(WON), ANNA, whole).stage()).isEqualTo(WON);
        assertThat(all.make(Move.to(WON), ANNA, confirmed).stage()).isEqualTo(WON);
        assertThat(refusalOf(() -> all.make(Move.to(WON), ANNA, both))).isEqualTo(new NotConfirmed());
        Deal sure = all.confirm(all.paymentOf("ПП 1").orElseThrow().paymentId());
        assertThat(sure.make(Move.to(WON), ANNA, both).stage()).isEqualTo(WON);
        assertThat(sure.unconfirmed()).isEmpty();
        assertThat(part.unconfirmed()).hasSize(1);
    }

    @Test
    @DisplayName("S-3 a voided payment does not count")
    void voided_does_not_count() {
        Deal deal = paid(at(CONTRACT).priced(List.of(SITE)));
        Deal voided = deal.voidPayment(deal.payments().getFirst().paymentId(), "не та сделка");
        assertThat(last(voided)).isInstanceOf(PaymentVoided.class);
        assertThat(voided.paid()).isEqualByComparingTo("0");
        assertThat(voided.payments()).hasSize(1);
        assertThat(refusalOf(() -> voided.make(Move.to(WON), ANNA, NOW))).isEqualTo(new NotSoldYet(false, true));
        assertThat(refusalOf(() -> deal.voidPayment(deal.payments().getFirst().paymentId(), " ")))
                .isEqualTo(new CommentMissing());
    }

    @Test
    @DisplayName("S-2 only the head undoes a sale, with a comment")
    void undoing() {
        Move back = new Move(DECIDING, null, "ошиблись", null, 0);
        assertThat(refusalOf(() -> at(WON).make(back, ANNA, NOW))).isEqualTo(new OnlyHeadUndoesWon());
        assertThat(refusalOf(() -> at(WON).make(Move.to(DECIDING), OLGA, NOW))).isEqualTo(new CommentMissing());
        assertThat(at(WON).make(back, OLGA, NOW).stage()).isEqualTo(DECIDING);
    }

    @Test
    @DisplayName(
            "S-3 the same document is the same payment; another amount is a conflict from people, a correction from accounting")
    void same_document() {
        Deal deal = paid(aDeal());
        assertThat(deal.paid(new BigDecimal("100000.00"), TODAY, " пп №1187", false, false, ANNA, NOW))
                .isSameAs(deal);
        assertThat(refusalOf(() -> deal.paid(new BigDecimal("5.00"), TODAY, "ПП 1187", false, false, ANNA, NOW)))
                .isEqualTo(new OtherPaymentOfDocument("ПП 1187"));
        Deal corrected = deal.paid(new BigDecimal("5.00"), TODAY, "ПП 1187", true, true, ACCOUNTING, NOW);
        assertThat(corrected.payments()).hasSize(1);
        assertThat(corrected.paid()).isEqualByComparingTo("5");
        assertThat(((PaymentReceived) last(corrected)).confirmed()).isTrue();
        assertThat(refusalOf(() -> deal.paid(BigDecimal.ONE, TODAY.plusDays(1), "ПП 2", false, false, ANNA, NOW)))
                .isEqualTo(new PaidInTheFuture());
    }

    @Test
    @DisplayName("S-4 S-6 lines make the sum, to the kopeck; the event has what it was")
    void lines() {
        Deal deal = aDeal().priced(List.of(line("1000.01", "3", "12.5"), line("0.10", "0.333", "0")));
        assertThat(deal.total()).isEqualTo(new BigDecimal("2625.06"));
        DealLinesChanged told = (DealLinesChanged) last(deal);
        assertThat(told.previousTotal()).isEqualTo(new Money("0.00", "RUB"));
        assertThat(told.lines())
                .extracting(DealLinesChanged.Line::total)
                .containsExactly(new Money("2625.03", "RUB"), new Money("0.03", "RUB"));
        assertThat(deal.priced(deal.lines())).isSameAs(deal);
        assertThat(refusalOf(() -> at(WON).priced(List.of()))).isEqualTo(new LinesClosed());
        assertThat(refusalOf(() -> at(REJECTED).priced(List.of()))).isEqualTo(new LinesClosed());
    }

    @RepeatedTest(200)
    @DisplayName("S-4 any lines: the sum is price × quantity × (1 − discount), each HALF_UP to the kopeck")
    void any_lines(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        BigDecimal expected = BigDecimal.ZERO;
        List<Line> lines = new java.util.ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(10); i++) {
            BigDecimal price = BigDecimal.valueOf(random.nextInt(10_000_000), 2);
            BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(20_000), 3);
            BigDecimal discount = BigDecimal.valueOf(random.nextInt(10_001), 2);
            lines.add(Line.of("lines[" + i + "]", Product.SEO, price, quantity, discount, null));
            expected = expected.add(price.multiply(quantity)
                    .multiply(BigDecimal.ONE.subtract(discount.movePointLeft(2)))
                    .setScale(2, RoundingMode.HALF_UP));
        }
        assertThat(aDeal().priced(lines).total()).isEqualByComparingTo(expected);
    }

    @Test
    @DisplayName("S-7 L-13 L-14 a rejection needs its reason, comment, attempts or day")
    void rejecting() {
        assertThat(refusalOf(() -> aDeal().make(Move.to(REJECTED), ANNA, NOW))).isEqualTo(new ReasonMissing());
        assertThat(refusalOf(() -> aDeal().make(Move.reject(Reason.OTHER, null, null), ANNA, NOW)))
                .isEqualTo(new CommentMissing());
        assertThat(refusalOf(() -> aDeal().make(Move.reject(Reason.UNREACHABLE, null, null), ANNA, NOW)))
                .isEqualTo(new TooFewAttempts(0));
        assertThat(aDeal().make(new Move(REJECTED, Reason.UNREACHABLE, null, null, 4), ANNA, NOW)
                        .stage())
                .isEqualTo(REJECTED);
        assertThat(aDeal().make(Move.reject(Reason.UNREACHABLE, "знаю их", null), OLGA, NOW)
                        .stage())
                .isEqualTo(REJECTED);
        assertThat(refusalOf(() -> aDeal().make(Move.reject(Reason.POSTPONED, null, TODAY), ANNA, NOW)))
                .isEqualTo(new ReturnDateMissing());
        Deal postponed = aDeal().make(Move.reject(Reason.POSTPONED, null, TODAY.plusDays(30)), ANNA, NOW);
        assertThat(((StageChanged) last(postponed)).returnOn()).isEqualTo(TODAY.plusDays(30));
    }

    @Test
    @DisplayName("D-6 of one who is dismissed: open and returning deals are nobody's with their stage, others stay")
    void released() {
        for (Stage stage : Stage.OPEN) {
            Deal deal = at(stage).released("anna", "d1");
            assertThat(deal.responsibleId()).isNull();
            assertThat(deal.stage()).isEqualTo(stage);
            assertThat(last(deal)).isEqualTo(new ResponsibleReleased(CardKind.DEAL, "anna", "dismissal", "d1"));
        }
        assertThat(at(WON).released("anna", "d1").responsibleId()).isEqualTo("anna");
        assertThat(at(REJECTED).released("anna", "d1").responsibleId()).isEqualTo("anna");
        assertThat(aDeal().make(Move.reject(Reason.POSTPONED, null, TODAY.plusDays(40)), ANNA, NOW)
                        .released("anna", "d1")
                        .responsibleId())
                .isNull();
        assertThat(aDeal().released("denis", "d1").responsibleId()).isEqualTo("anna");
    }
}
