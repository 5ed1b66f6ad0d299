package crm.reporting.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import crm.reporting.RandomSales;
import crm.reporting.Told;
import crm.reporting.history.HistoryFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the funnel counts (R-1)")
class FunnelTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final List<Told> told = new ArrayList<>();
    private final Book whole = new Book(1);
    private final Book growing = new Book(1);

    private Told.Teller lead(String id) {
        return new Told.Teller("lead/" + id, told::add);
    }

    private Told.Teller deal(String id) {
        return new Told.Teller("deal/" + id, told::add);
    }

    private static Instant at(String text) {
        return Instant.parse(text + ":00Z");
    }

    private Cards.View view() {
        Book book = new Book(1);
        HistoryFixture.of(told).forEach(book::learn);
        return new Cards.View(book, Instant.EPOCH);
    }

    private static Filter of(String from, String to) {
        return new Filter(
                LocalDate.parse(from), LocalDate.parse(to), MOSCOW, Set.of(), Set.of(), Set.of(), Set.of(), null);
    }

    private static Filter by(GroupBy groupBy) {
        return new Filter(
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                MOSCOW,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                groupBy);
    }

    private Tally.Figures.Line line(Filter filter, Stage stage) {
        return Funnel.of(filter, view()).totals().lines().get(stage.ordinal());
    }

    @Test
    @DisplayName("R-1 a card counts once for a stage however often it entered it in the period")
    void distinct() {
        lead("a")
                .tell(at("2026-03-01T09:00"), "LeadCreated", "source", "SOCIAL", "responsibleId", "anna")
                .tell(at("2026-03-02T09:00"), "StageChanged", "to", "IN_WORK")
                .tell(at("2026-03-03T09:00"), "StageChanged", "to", "QUALIFICATION")
                .tell(at("2026-03-04T09:00"), "StageChanged", "to", "IN_WORK")
                .tell(at("2026-03-05T09:00"), "StageChanged", "to", "REJECTED")
                .tell(at("2026-04-05T09:00"), "StageChanged", "to", "IN_WORK");
        assertThat(line(of("2026-03-01", "2026-03-31"), Stage.LEAD_IN_WORK).entered())
                .isEqualTo(1);
        assertThat(line(of("2026-03-01", "2026-03-31"), Stage.LEAD_REJECTED).entered())
                .isEqualTo(1);
        assertThat(line(of("2026-04-01", "2026-04-30"), Stage.LEAD_IN_WORK).entered())
                .isEqualTo(1);
        assertThat(line(of("2026-05-01", "2026-05-31"), Stage.LEAD_IN_WORK).entered())
                .isZero();
    }

    @Test
    @DisplayName(
            "R-1 conversion: those of the entered who have since stood further on, also by skipping; a refusal is no step on")
    void conversion() {
        lead("on")
                .tell(at("2026-03-01T09:00"), "LeadCreated")
                .tell(at("2026-05-02T09:00"), "StageChanged", "to", "IN_WORK");
        lead("skips")
                .tell(at("2026-03-01T09:00"), "LeadCreated")
                .tell(at("2026-03-02T09:00"), "StageChanged", "to", "CONVERTED");
        lead("refused")
                .tell(at("2026-03-01T09:00"), "LeadCreated")
                .tell(at("2026-03-02T09:00"), "StageChanged", "to", "REJECTED");
        var line = line(of("2026-03-01", "2026-03-01"), Stage.LEAD_NEW);
        assertThat(line.entered()).isEqualTo(3);
        assertThat(line.wentOn()).isEqualTo(2);
        assertThat(line.conversion()).isEqualByComparingTo("0.6667");
        assertThat(line(of("2026-03-01", "2026-03-31"), Stage.LEAD_CONVERTED).wentOn())
                .isNull();
        assertThat(line(of("2026-03-01", "2026-03-31"), Stage.LEAD_REJECTED).conversion())
                .isNull();
    }

    @Test
    @DisplayName("R-1 what was reached before the entry of the period does not count as going on")
    void since_the_entry() {
        lead("a")
                .tell(at("2026-03-01T09:00"), "LeadCreated", "responsibleId", "anna")
                .tell(at("2026-03-02T09:00"), "StageChanged", "to", "QUALIFICATION")
                .tell(at("2026-04-02T09:00"), "StageChanged", "to", "IN_WORK");
        assertThat(line(of("2026-04-01", "2026-04-30"), Stage.LEAD_IN_WORK).wentOn())
                .isZero();
    }

    @Test
    @DisplayName("R-1 the median is that of the stays that ended in the period, exact")
    void median() {
        for (int i = 1; i <= 4; i++) {
            lead("m" + i)
                    .tell(at("2026-03-01T09:00"), "LeadCreated")
                    .tell(
                            Instant.parse("2026-03-0" + (i + 1) + "T09:00:00.00" + i + "Z"),
                            "StageChanged",
                            "to",
                            "IN_WORK");
        }
        var line = line(of("2026-03-01", "2026-03-31"), Stage.LEAD_NEW);
        assertThat(line.finished()).isEqualTo(4);
        assertThat(line.medianSeconds()).isEqualByComparingTo(new BigDecimal("216000.0025"));
        assertThat(line(of("2026-03-01", "2026-03-31"), Stage.LEAD_IN_WORK).medianSeconds())
                .isNull();
        assertThat(line(of("2026-03-02", "2026-03-02"), Stage.LEAD_NEW).finished())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R-1 days are those of the department's zone, both included")
    void days() {
        lead("late").tell(at("2026-03-31T20:59"), "LeadCreated");
        lead("next").tell(at("2026-03-31T21:00"), "LeadCreated");
        assertThat(line(of("2026-03-31", "2026-03-31"), Stage.LEAD_NEW).entered())
                .isEqualTo(1);
        assertThat(line(of("2026-04-01", "2026-04-01"), Stage.LEAD_NEW).entered())
                .isEqualTo(1);
        assertThat(Funnel.of(by(GroupBy.MONTH), view()).groups().keySet()).containsOnly("2026-03", "2026-04");
    }

    @Test
    @DisplayName(
            "R-1 a figure is that of who was responsible at the entry, or the first who became so; a handover takes none away")
    void owners() {
        lead("a")
                .tell(at("2026-03-01T09:00"), "LeadCreated")
                .tell(at("2026-03-01T10:00"), "ResponsibleAssigned", "kind", "lead", "to", "anna")
                .tell(at("2026-03-01T11:00"), "ResponsibleAssigned", "kind", "lead", "to", "boris")
                .tell(at("2026-03-02T09:00"), "StageChanged", "to", "IN_WORK")
                .tell(at("2026-03-03T09:00"), "ResponsibleReleased", "kind", "lead", "employeeId", "boris");
        lead("queue").tell(at("2026-03-01T09:00"), "LeadCreated");
        var groups = Funnel.of(by(GroupBy.EMPLOYEE), view()).groups();
        assertThat(groups.get("anna").leads()).isEqualTo(1);
        assertThat(groups.get("anna").lines().get(Stage.LEAD_IN_WORK.ordinal()).entered())
                .isZero();
        assertThat(groups.get("boris").lines().get(Stage.LEAD_IN_WORK.ordinal()).entered())
                .isEqualTo(1);
        assertThat(groups.get(Filter.NONE).leads()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-1 a figure is of the source and city the card has now, and of the department at the time")
    void sources_and_departments() {
        new Told.Teller("employee/anna", told::add)
                .tell(at("2026-01-01T09:00"), "EmployeeHired", "department", "Север")
                .tell(at("2026-03-15T09:00"), "EmployeeUpdated", "department", "Юг");
        lead("a")
                .tell(at("2026-03-01T09:00"), "LeadCreated", "responsibleId", "anna", "city", "MOW")
                .tell(at("2026-03-20T09:00"), "StageChanged", "to", "IN_WORK")
                .tell(at("2026-03-21T09:00"), "LeadUpdated", "source", "REFERRAL", "city", "SPB");
        assertThat(Funnel.of(by(GroupBy.SOURCE), view()).groups().keySet()).containsOnly("REFERRAL");
        assertThat(Funnel.of(by(GroupBy.CITY), view()).groups().keySet()).containsOnly("SPB");
        var departments = Funnel.of(by(GroupBy.DEPARTMENT), view()).groups();
        assertThat(departments.get("Север").leads()).isEqualTo(1);
        assertThat(departments
                        .get("Юг")
                        .lines()
                        .get(Stage.LEAD_IN_WORK.ordinal())
                        .entered())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R-1 lead → deal and lead → won of the leads that appeared in the period; a sale undone is none")
    void lead_to_won() {
        for (String id : List.of("a", "b", "c")) {
            lead(id).tell(at("2026-03-01T09:00"), "LeadCreated")
                    .tell(at("2026-03-02T09:00"), "StageChanged", "to", "CONVERTED")
                    .tell(at("2026-03-02T09:00"), "LeadConverted", "dealId", "d" + id);
        }
        lead("d").tell(at("2026-03-01T09:00"), "LeadCreated");
        deal("da")
                .tell(at("2026-03-02T09:00"), "DealCreated")
                .tell(at("2026-06-02T09:00"), "StageChanged", "to", "WON");
        deal("db")
                .tell(at("2026-03-02T09:00"), "DealCreated")
                .tell(at("2026-06-02T09:00"), "StageChanged", "to", "WON")
                .tell(at("2026-06-03T09:00"), "StageChanged", "to", "CONTRACT");
        var totals = Funnel.of(of("2026-03-01", "2026-03-31"), view()).totals();
        assertThat(totals.leads()).isEqualTo(4);
        assertThat(totals.converted()).isEqualTo(3);
        assertThat(totals.won()).isEqualTo(1);
        assertThat(totals.leadToDeal()).isEqualByComparingTo("0.75");
        assertThat(totals.leadToWon()).isEqualByComparingTo("0.25");
    }

    @Test
    @DisplayName("R-1 an imported fact counts when it happened, and a stage nobody knows yet ends the one before")
    void imported() {
        lead("a")
                .tell(at("2026-07-01T09:00"), "LeadCreated", "occurredAt", "2024-02-01T09:00:00Z")
                .tell(at("2026-07-01T09:00"), "StageChanged", "to", "DREAMING", "occurredAt", "2024-02-02T09:00:00Z")
                .tell(at("2026-07-01T09:00"), "StageChanged", "to", "IN_WORK", "occurredAt", "2024-02-03T09:00:00Z");
        var line = line(of("2024-02-01", "2024-02-29"), Stage.LEAD_NEW);
        assertThat(line.entered()).isEqualTo(1);
        assertThat(line.wentOn()).isEqualTo(1);
        assertThat(line.medianSeconds()).isEqualByComparingTo("86400");
    }

    @Test
    @DisplayName("R-1 cards that grow again and again are counted as if they had come whole; gaps are closed")
    void growing() {
        List<Told> events = RandomSales.of(31, 300, "GROW");
        HistoryFixture.of(events).forEach(whole::learn);
        for (int part = 1; part <= 20; part++) {
            HistoryFixture.of(events.subList(0, events.size() * part / 20)).forEach(growing::learn);
        }
        Filter filter = new Filter(
                LocalDate.parse("2025-01-01"),
                LocalDate.parse("2025-12-31"),
                MOSCOW,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                GroupBy.EMPLOYEE);
        assertThat(Funnel.of(filter, new Cards.View(growing, null)))
                .isEqualTo(Funnel.of(filter, new Cards.View(whole, null)));
        assertThat(growing.stays()).isLessThan(3 * whole.stays());
    }
}
