package crm.leads.turn;

import static org.assertj.core.api.Assertions.assertThat;

import crm.leads.turn.TurnBook.Reserved;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L-1 Whose turn it is")
class TurnBookTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Instant MORNING = Instant.parse("2026-11-23T07:00:00Z");

    private TurnBook book = new TurnBook(DAY, Map.of(), Set.of(), List.of());
    private int given;

    private String give(String... eligible) {
        book = book.joined(List.of(eligible));
        String next = book.order(List.of(eligible)).getFirst();
        to(next);
        return next;
    }

    private void to(String who) {
        Reserved one = new Reserved("t" + given, "lead" + given, who, MORNING.plusSeconds(given++));
        book = book.reserve(one).keep(one);
    }

    @Test
    @DisplayName("L-1 the one with the fewest today; of equals the one who waits longest")
    void fewest_then_longest() {
        assertThat(List.of(give("a", "b", "c"), give("a", "b", "c"), give("a", "b", "c")))
                .containsExactlyInAnyOrder("a", "b", "c");
        to("b");
        assertThat(give("a", "b", "c")).isEqualTo("a");
        assertThat(give("a", "b", "c")).isEqualTo("c");
    }

    @Test
    @DisplayName("L-1 who arrives later starts at the present minimum instead of catching up")
    void late_arrival() {
        for (int i = 0; i < 10; i++) {
            give("a", "b");
        }
        assertThat(List.of(give("a", "b", "c"), give("a", "b", "c"), give("a", "b", "c")))
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    @DisplayName("L-1 who was away for an hour does not catch up either")
    void away_and_back() {
        give("a", "b");
        give("a", "b");
        for (int i = 0; i < 6; i++) {
            give("a");
        }
        assertThat(List.of(give("a", "b"), give("a", "b"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("L-1 assignments by hand count")
    void by_hand() {
        to("a");
        to("a");
        assertThat(give("a", "b")).isEqualTo("b");
        assertThat(give("a", "b")).isEqualTo("b");
    }

    @Test
    @DisplayName("L-1 a lead that was not given after all does not count")
    void undone() {
        Reserved one = new Reserved("x", "lead", "a", MORNING);
        book = book.joined(List.of("a", "b")).reserve(one);
        assertThat(book.order(List.of("a", "b")).getFirst()).isEqualTo("b");
        book = book.undo(one);
        assertThat(book.of("a").given()).isZero();
        assertThat(book.reserved()).isEmpty();
    }

    @Test
    @DisplayName("L-1 a new day begins with nothing given, but who waits longest is remembered")
    void new_day() {
        give("a", "b");
        String second = give("a", "b");
        book = book.on(DAY.plusDays(1));
        assertThat(book.of(second).given()).isZero();
        assertThat(give("a", "b")).isNotEqualTo(second);
    }
}
