package crm.local;

import crm.local.Part.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All parts of the stack, in the order people think of them. */
final class Parts {

    private static final String GATEWAY = "gateway";
    /** What a second instance is called after, and how far its port is from the first one's. */
    private static final String SECOND = "-2";

    private static final int SECOND_PORT = 10;

    /** Services and gateway with their ports. */
    static final Map<String, Integer> SERVICES;

    static {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("directory-service", 8103);
        ports.put("leads-service", 8101);
        ports.put("deals-service", 8102);
        ports.put("activity-service", 8104);
        ports.put("documents-service", 8105);
        ports.put("reporting-service", 8106);
        ports.put(GATEWAY, 8080);
        SERVICES = Collections.unmodifiableMap(ports);
    }

    private static final Duration INFRASTRUCTURE_PATIENCE = Duration.ofMinutes(4);
    private static final Duration SERVICE_PATIENCE = Duration.ofMinutes(6);
    private static final int STORE_HEAP = 352;
    private static final int BROKER_HEAP = 224;

    private final Settings settings;
    private final Secrets secrets;
    private final Consumer<String> progress;

    Parts(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.secrets = new Secrets(settings.home().resolve("secrets.properties"));
        this.progress = progress;
    }

    /** The parts that are ours to start: none for a server that the settings name, and no service that is not built. */
    List<Part> all() {
        List<Part> parts = new ArrayList<>();
        if (settings.mongo().isEmpty()) {
            parts.add(store());
        }
        if (settings.kafka().isEmpty()) {
            parts.add(broker());
        }
        if (settings.keycloak().isEmpty()) {
            parts.add(keycloak());
        }
        SERVICES.forEach((service, port) -> {
            application(service, service, port).ifPresent(parts::add);
            if (settings.two().contains(service)) {
                application(service + SECOND, service, port + SECOND_PORT).ifPresent(parts::add);
            }
        });
        return parts;
    }

    private Optional<Part> application(String name, String service, int port) {
        Application application = new Application(name, service, port, heap(service), settings, secrets);
        return application.isBuilt()
                ? Optional.of(new Part(
                        name,
                        Kind.SERVICE,
                        List.of(settings.port(port)),
                        heap(service) + 40,
                        SERVICE_PATIENCE,
                        application::prepare,
                        application::isReady))
                : Optional.empty();
    }

    /** Whether this is the name of a service; the gateway is none. */
    static boolean isService(String name) {
        return SERVICES.containsKey(name) && !name.equals(GATEWAY);
    }

    /** Whether a part of this name is a service, its second instance, or the gateway. */
    static boolean isApplication(String part) {
        return SERVICES.containsKey(part)
                || part.endsWith(SECOND) && isService(part.substring(0, part.length() - SECOND.length()));
    }

    /** Where a service is asked: one address, or those of its two instances with a comma between. */
    static String addresses(String service, Settings settings) {
        int port = SERVICES.get(service);
        String first = "http://127.0.0.1:" + settings.port(port);
        return settings.two().contains(service)
                ? first + ",http://127.0.0.1:" + settings.port(port + SECOND_PORT)
                : first;
    }

    private static int heap(String service) {
        return switch (service) {
            case GATEWAY -> 192;
            case "documents-service" -> 384;
            default -> 256;
        };
    }

    private Part store() {
        int port = settings.port(27017);
        return new Part(
                "store",
                Kind.INFRASTRUCTURE,
                List.of(port),
                440,
                INFRASTRUCTURE_PATIENCE,
                () -> {
                    Optional<Path> mongod = onPath("mongod");
                    return mongod.isPresent() ? mongod(mongod.get(), port) : embeddedStore(port);
                },
                () -> Machine.answers(port));
    }

    private Part.Command mongod(Path mongod, int port) throws IOException {
        Path data = Files.createDirectories(settings.data("mongo"));
        return new Part.Command(
                data,
                List.of(mongod.toString(), "--bind_ip", "127.0.0.1", "--port", "" + port, "--dbpath", data.toString()),
                Map.of());
    }

    private Part.Command embeddedStore(int port) throws IOException {
        Path data = Files.createDirectories(settings.data("store"));
        return java(
                "infra/local/store",
                "crm-local-store",
                data,
                List.of("-Xms48m", "-Xmx" + STORE_HEAP + "m"),
                "crm.local.store.LocalStore",
                data.resolve("store.mv").toString(),
                "" + port);
    }

    private Part broker() {
        int port = settings.port(9092);
        int controller = settings.port(9093);
        return new Part(
                "broker",
                Kind.INFRASTRUCTURE,
                List.of(port, controller),
                230,
                INFRASTRUCTURE_PATIENCE,
                () -> {
                    Path data = settings.data("kafka");
                    Files.createDirectories(data);
                    return java(
                            "infra/local/broker",
                            "crm-local-broker",
                            data,
                            List.of("-Xms48m", "-Xmx" + BROKER_HEAP + "m", "-XX:TieredStopAtLevel=1"),
                            "crm.local.broker.LocalBroker",
                            data.toString(),
                            "" + port,
                            "" + controller);
                },
                () -> Machine.answers(port) && Topics.create(settings.kafkaServers()));
    }

    private Part keycloak() {
        Keycloak keycloak = new Keycloak(settings, secrets, progress);
        return new Part(
                "keycloak",
                Kind.INFRASTRUCTURE,
                List.of(settings.port(8081)),
                370,
                INFRASTRUCTURE_PATIENCE,
                keycloak::prepare,
                keycloak::isReady);
    }

    private Part.Command java(
            String module, String jar, Path folder, List<String> flags, String main, String... arguments) {
        Path target = settings.project().resolve(module).resolve("target");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(flags);
        line.addAll(
                List.of("-cp", target.resolve(jar + ".jar") + File.pathSeparator + target.resolve("lib") + "/*", main));
        line.addAll(Arrays.asList(arguments));
        return new Part.Command(folder, line, Map.of());
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
