package crm.e2e;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The stack on this machine, started once for all tests with data of its own beside the build's output, stopped at the end.
 * {@code CRM_E2E_URL} names one that runs already.
 */
final class Stack {
    private static final int OFFSET = 3000;
    private static final int GATEWAY = 8080;
    private static final int KEYCLOAK = 8081;
    private static final int KAFKA = 9092;
    private static final long MINUTES_TO_START = 12;

    private static final Stack RUNNING = new Stack();

    /** What runs as two instances when asked for. */
    static final List<String> TWO = List.of("leads-service", "deals-service", "activity-service");

    private final Path project = project();
    private final URI gateway;
    private final int offset;
    private final boolean ours;
    private String two = "";

    private Stack() {
        String running = System.getenv("CRM_E2E_URL");
        if (running != null) {
            ours = false;
            gateway = URI.create(running);
            offset = gateway.getPort() - GATEWAY;
            return;
        }
        ours = true;
        offset = OFFSET;
        gateway = URI.create("http://localhost:" + (GATEWAY + OFFSET));
        crm("up", "--detach");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> crm("down")));
    }

    static Stack running() {
        return RUNNING;
    }

    /** The running stack, started anew with two instances of some services unless it is another's: then it has to have them. */
    static synchronized Stack withTwoInstances() {
        if (RUNNING.two.isEmpty()) {
            RUNNING.two = String.join(",", TWO);
            if (RUNNING.ours) {
                RUNNING.crm("down");
                RUNNING.crm("up", "--detach");
            }
        }
        return RUNNING;
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("crm"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not inside the project");
            }
        }
        return folder;
    }

    String url() {
        return gateway.toString();
    }

    String keycloak() {
        return "http://localhost:" + (KEYCLOAK + offset);
    }

    String kafka() {
        return "127.0.0.1:" + (KAFKA + offset);
    }

    /** @param base the port without the stack's offset */
    int port(int base) {
        return base + offset;
    }

    Path log(String part) {
        return home().resolve("logs").resolve(part + ".log");
    }

    private Path home() {
        String named = System.getenv("CRM_HOME");
        return named != null ? Path.of(named) : project.resolve("infra/e2e/target/crm");
    }

    /** Runs the project's own command on this stack; fails with what it printed. */
    void crm(String... words) {
        try {
            File log = Files.createTempFile("crm-", ".log").toFile();
            List<String> command =
                    new java.util.ArrayList<>(List.of(project.resolve("crm").toString()));
            command.addAll(List.of(words));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log);
            Map<String, String> environment = builder.environment();
            environment.put("CRM_SKIP_BUILD", "1");
            // one start only: training the caches of later starts would make the stop slow
            environment.put("CRM_AOT", "off");
            if (!two.isEmpty()) {
                environment.put("CRM_TWO", two);
            }
            if (offset != 0) {
                environment.put("CRM_PORT_OFFSET", String.valueOf(offset));
                environment.put("CRM_HOME", home().toString());
            }
            Process process = builder.start();
            boolean ended = process.waitFor(MINUTES_TO_START, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException(
                        "./crm " + String.join(" ", words) + ":\n" + Files.readString(log.toPath()));
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
