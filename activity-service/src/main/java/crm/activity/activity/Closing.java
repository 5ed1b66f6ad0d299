package crm.activity.activity;

import crm.platform.store.RequestKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The wish to close an activity together with its next step, kept while the step is taken, so that a crash in between can be
 * finished.
 *
 * @param nextStep activity, stage or rejection
 * @param plan the next activity, when that is the step
 * @param request the request that wished it: whoever finishes it answers its repetition too
 */
public record Closing(
        String comment,
        @Nullable Outcome outcome,
        String nextStep,
        @Nullable Plan plan,
        String by,
        Instant at,
        @Nullable RequestKey request) {}
