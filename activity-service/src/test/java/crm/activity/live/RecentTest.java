package crm.activity.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("V-5 Who comes back to the live stream")
class RecentTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Recent recent = new Recent(3);

    @BeforeEach
    void twoPartitions() {
        recent.begin(new long[] {10, 20});
    }

    private static Moment moment(int place, long offset) {
        return new Moment(
                place,
                offset,
                NOON.plusSeconds(offset),
                List.of(new Change("lead/" + offset, "StageChanged", 1, true, Set.of())));
    }

    private static Position position(String text) {
        return Position.of(text, 2).orElseThrow();
    }

    @Test
    void is_told_what_he_has_not_had_in_the_order_it_was_read() {
        recent.add(moment(0, 10));
        Position had = recent.reached();
        recent.add(moment(1, 20));
        recent.add(moment(0, 11));

        assertThat(recent.since(position(had.toString()))).containsExactly(moment(1, 20), moment(0, 11));
    }

    @Test
    void is_told_to_look_at_everything_when_something_he_missed_is_no_longer_kept() {
        Position had = recent.reached();
        for (long offset = 10; offset < 14; offset++) {
            recent.add(moment(0, offset));
        }

        assertThat(recent.covers(had)).isFalse();
        assertThat(recent.covers(had.after(moment(0, 10)))).isTrue();
    }

    @Test
    void goes_on_after_a_restart_of_the_service_that_reads_from_a_little_before() {
        Position had = position("c.k");
        recent.begin(new long[] {11, 20});
        recent.add(moment(0, 11));
        recent.add(moment(0, 12));

        assertThat(recent.covers(had)).isTrue();
        assertThat(recent.since(had)).containsExactly(moment(0, 12));
    }

    @Test
    void with_a_page_that_was_just_drawn_is_told_what_came_since() {
        recent.add(moment(0, 10));
        recent.add(moment(1, 25));

        assertThat(recent.since(NOON.plusSeconds(20))).containsExactly(moment(1, 25));
    }

    @Test
    void with_a_position_of_another_cluster_or_rubbish_is_not_believed() {
        for (String rubbish : new String[] {"", "1", "1.2.3", "x..y", "-1.2", "1.ЖЖ", "1.2.", "zzzzzzzzzzzzzz.1"}) {
            assertThat(Position.of(rubbish, 2)).as(rubbish).isEmpty();
        }
    }
}
