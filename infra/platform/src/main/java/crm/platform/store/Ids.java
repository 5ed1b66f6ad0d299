package crm.platform.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where ids come from: UUIDv7 for what is new, UUIDv5 for what a repeat must find again. */
public final class Ids {
    private static final UUID NAMESPACE = UUID.fromString("6f1c1f2e-58a5-4c5b-9a53-0a7c6b1d9e11");
    private static final TimeBasedEpochRandomGenerator NEW = Generators.timeBasedEpochRandomGenerator();
    private static final NameBasedGenerator NAMED = Generators.nameBasedGenerator(NAMESPACE);

    private Ids() {}

    /** A UUIDv7: sorts by its time of birth. */
    public static String next() {
        return NEW.generate().toString();
    }

    /** The same parts give the same id, always and everywhere. */
    public static String derived(String... parts) {
        return NAMED.generate(String.join("\n", parts)).toString();
    }

    /** The id of what a request creates: derived when the request has a key, so that its repeat finds it. */
    public static String forRequest(@Nullable RequestKey key) {
        return key == null ? next() : derived("request", key.key());
    }
}
