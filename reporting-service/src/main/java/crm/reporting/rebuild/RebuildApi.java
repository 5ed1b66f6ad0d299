package crm.reporting.rebuild;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.reporting.history.Generation;
import crm.reporting.history.Generations;
import crm.reporting.history.Histories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins a rebuild and tells how far it is. */
@RestController
@RequestMapping("/api/reports/rebuild")
class RebuildApi {
    private final Generations generations;
    private final Histories histories;

    RebuildApi(Generations generations, Histories histories) {
        this.generations = generations;
        this.histories = histories;
    }

    /**
     * How the reports stand.
     *
     * @param generation the one in use
     * @param unread messages of the log that could not be read into it; the next rebuild reads them again
     * @param building null while none is built
     * @param lastRebuilt the rebuild the one in use came from; null when it was read as the events came
     */
    record State(
            int generation,
            @Nullable Instant asOf,
            long unread,
            @Nullable Progress building,
            @Nullable Progress lastRebuilt) {}

    /**
     * A rebuild.
     *
     * @param state READING until all there was is read, then READY until all instances use it, then DONE
     * @param read messages so far
     * @param total messages there were when it was begun
     */
    record Progress(
            int generation,
            String state,
            long read,
            long total,
            Instant startedAt,
            String startedBy,
            @Nullable Instant readyAt,
            @Nullable Instant finishedAt) {
        static Progress of(Generation generation) {
            return new Progress(
                    generation.number(),
                    generation.finishedAt() != null ? "DONE" : generation.readyAt() != null ? "READY" : "READING",
                    generation.read(),
                    generation.total(),
                    generation.startedAt(),
                    generation.startedBy(),
                    generation.readyAt(),
                    generation.finishedAt());
        }
    }

    @PostMapping
    @Operation(
            summary = "Rebuild the reports from the event log",
            description =
                    "Beside the running ones, which go on; then all instances change over at once. One at a time: asked again, "
                            + "it tells of the one that runs.")
    ResponseEntity<State> rebuild(@Parameter(hidden = true) By by) {
        check(by);
        generations.rebuild(by.id());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header(HttpHeaders.LOCATION, "/api/reports/rebuild")
                .body(state());
    }

    @GetMapping
    @Operation(summary = "How the reports stand, and how far a rebuild is")
    State state(@Parameter(hidden = true) By by) {
        check(by);
        return state();
    }

    private State state() {
        Generations.Current current = generations.current();
        Generation live = generations.get(current.live());
        return new State(
                live.number(),
                live.asOf(),
                histories.unreadIn(live.number()),
                current.building() == null ? null : Progress.of(generations.get(current.building())),
                generations.lastRebuilt().map(Progress::of).orElse(null));
    }

    private static void check(By by) {
        if (!by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
    }
}
