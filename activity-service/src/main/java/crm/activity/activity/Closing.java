package crm.activity.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The wish to close an activity together with its next step, kept while the step is taken, so that a crash in between can be
 * finished.
 *
 * @param nextStep activity, stage or rejection
 * @param plan the next activity, when that is the step
 */
public record Closing(
        String comment,
        @Nullable Outcome outcome,
        String nextStep,
        @Nullable Plan plan,
        String by,
        Instant at) {}
