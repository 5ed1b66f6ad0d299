package crm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of the stack.
 *
 * @param ports the ports it listens on, the one people know it by first
 * @param megabytes the memory it takes, all in all
 * @param patience how long it may take to get ready
 * @param command prepares what the process needs and says how to start it
 * @param ready whether it answers
 */
record Part(
        String name,
        Kind kind,
        List<Integer> ports,
        int megabytes,
        Duration patience,
        Preparation command,
        Check ready) {

    /** What must run first. */
    enum Kind {
        /** Store, broker, Keycloak: need nothing, and are needed by the rest. */
        INFRASTRUCTURE,
        /** The services and the gateway. */
        SERVICE
    }

    /** How to start a process. */
    record Command(Path folder, List<String> line, Map<String, String> environment) {}

    interface Preparation {
        Command prepare() throws IOException, InterruptedException;
    }

    interface Check {
        boolean passes();
    }

    int port() {
        return ports.getFirst();
    }
}
