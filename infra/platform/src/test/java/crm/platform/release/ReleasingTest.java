package crm.platform.release;

import static org.assertj.core.api.Assertions.assertThat;

import crm.events.ReleaseCompleted;
import crm.platform.store.News;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D-6 The release of what a dismissed employee had")
class ReleasingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static Releasing begun() {
        return Releasing.begin("leads", "d1", "pyotr", "olga", Map.of("lead", 3L));
    }

    private static Releasing stored(Releasing job) {
        return new Releasing(
                job.id(),
                1L,
                job.sequence(),
                job.service(),
                job.dismissalId(),
                job.employeeId(),
                job.by(),
                job.found(),
                job.released(),
                job.chunk(),
                job.chunks(),
                job.said(),
                job.lookAgainAt(),
                job.over(),
                News.none());
    }

    @Test
    @DisplayName("a chunk is counted once, whoever goes through it again; the next one is taken by one instance only")
    void chunks() {
        Releasing taken = begun().take(0, "lead", List.of("a", "b"));
        assertThat(taken.chunk().ids()).containsExactly("a", "b");
        assertThat(taken.take(0, "lead", List.of("c"))).isSameAs(taken);
        assertThat(taken.take(1, "lead", List.of("c"))).isSameAs(taken);
        Releasing through = taken.taken(1, 2);
        assertThat(through.released()).containsEntry("lead", 2L);
        assertThat(through.taken(1, 2)).isSameAs(through);
        Releasing next = through.take(1, "lead", List.of("c"));
        assertThat(next.taken(1, 1)).isSameAs(next);
        assertThat(next.taken(2, 1).released()).containsEntry("lead", 3L);
    }

    @Test
    @DisplayName("found grows with what comes late, never falls below what is released")
    void found() {
        Releasing more = begun().take(0, "lead", List.of("a", "b", "c", "d")).taken(1, 4);
        assertThat(more.found()).containsEntry("lead", 4L);
    }

    @Test
    @DisplayName("completed is said when a look finds nothing more, and again only if the second look found something")
    void completed() {
        Releasing first =
                stored(begun().take(0, "lead", List.of("a")).taken(1, 1)).nothingLeft(NOW);
        assertThat(first.news().events())
                .containsExactly(new ReleaseCompleted("leads", "d1", "pyotr", Map.of("lead", 1L)));
        assertThat(first.lookAgainAt()).isEqualTo(NOW.plus(Releasing.LOOK_AGAIN));
        assertThat(first.over()).isFalse();
        Releasing second = stored(first).nothingLeft(NOW);
        assertThat(second.news().isEmpty()).isTrue();
        assertThat(second.over()).isTrue();
        Releasing late =
                stored(stored(first).take(1, "lead", List.of("z")).taken(2, 1)).nothingLeft(NOW);
        assertThat(late.news().events())
                .containsExactly(new ReleaseCompleted("leads", "d1", "pyotr", Map.of("lead", 2L)));
        assertThat(late.over()).isTrue();
        assertThat(stored(first).leaveAlone().over()).isTrue();
    }
}
