package crm.platform.store;

import org.jspecify.annotations.Nullable;

/** What led to the present write: goes into the envelope of its events. */
public record Trail(
        @Nullable String causationId,
        @Nullable String correlationId,
        @Nullable String traceparent) {
    private static final Trail NONE = new Trail(null, null, null);
    private static final ScopedValue<Trail> CURRENT = ScopedValue.newInstance();

    public static Trail current() {
        return CURRENT.orElse(NONE);
    }

    public static void follow(Trail trail, Runnable work) {
        ScopedValue.where(CURRENT, trail).run(work);
    }

    public static <T, X extends Throwable> T call(Trail trail, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, trail).call(work);
    }
}
