package crm.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A service or the gateway: a Spring Boot jar, unpacked once per build, which starts faster. Its first run also trains a
 * start-up cache (<a href="https://openjdk.org/jeps/514">JEP 514</a>), which is stored when that run ends; later runs of the
 * same build start in a fraction of the time.
 */
final class Application {

    private final String name;
    private final String service;
    private final int port;
    private final int heap;
    private final Settings settings;
    private final Secrets secrets;

    /** @param name of the part: the service's own, or that of its second instance */
    Application(String name, String service, int port, int heap, Settings settings, Secrets secrets) {
        this.name = name;
        this.service = service;
        this.port = port;
        this.heap = heap;
        this.settings = settings;
        this.secrets = secrets;
    }

    private Path jar() {
        return settings.project().resolve(service).resolve("target").resolve(service + ".jar");
    }

    boolean isBuilt() {
        return Files.exists(jar());
    }

    boolean isReady() {
        boolean ready = Http.get(URI.create("http://127.0.0.1:" + settings.port(port) + "/actuator/health/readiness"))
                .map(HttpResponse::statusCode)
                .filter(status -> status == 200)
                .isPresent();
        if (ready) {
            wasReady();
        }
        return ready;
    }

    /** Only a run that got ready has trained anything worth keeping. */
    private void wasReady() {
        try {
            Files.writeString(folder().resolve("was-ready"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Part.Command prepare() throws IOException, InterruptedException {
        Path folder = unpacked();
        List<String> line = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xms32m",
                "-Xmx" + heap + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        if (settings.startUpCaches()) {
            line.add(startUpCache(folder));
            // What it says about a cache that it cannot use is no error.
            line.add("-Xlog:aot=off,cds=off");
        }
        line.addAll(List.of("-jar", service + ".jar"));
        return new Part.Command(folder, line, environment());
    }

    /** The flag to use the cache that the first run has stored, or to be that run. */
    private static String startUpCache(Path folder) throws IOException {
        Path trained = folder.resolve("trained.aot");
        if (isTrained(folder)) {
            return "-XX:AOTCache=" + trained.getFileName();
        }
        Files.deleteIfExists(trained);
        Files.deleteIfExists(recording(folder));
        Files.deleteIfExists(folder.resolve("was-ready"));
        return "-XX:AOTCacheOutput=" + trained.getFileName();
    }

    /** Whether a run of this part that ends now stores its start-up cache before. */
    static boolean isTraining(Settings settings, String name) {
        Path folder = settings.home().resolve("apps").resolve(name);
        return settings.startUpCaches() && Files.exists(folder.resolve("was-ready")) && !isTrained(folder);
    }

    /** Whether the next start of this part is a fast one. */
    static boolean isTrained(Settings settings, String name) {
        return isTrained(settings.home().resolve("apps").resolve(name));
    }

    /** Whether a run that got ready has stored its cache, and was not ended in the middle of that. */
    private static boolean isTrained(Path folder) {
        return Files.exists(folder.resolve("was-ready"))
                && Files.exists(folder.resolve("trained.aot"))
                && !Files.exists(recording(folder));
    }

    /** What the JVM has beside the cache until that is complete. */
    private static Path recording(Path folder) {
        return folder.resolve("trained.aot.config");
    }

    private Path folder() {
        return settings.home().resolve("apps").resolve(name);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SERVER_PORT", String.valueOf(settings.port(port)));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("MONGODB_URI", settings.mongoUri());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.kafkaServers());
        environment.put("KEYCLOAK_URL", settings.keycloakUrl());
        environment.put("CRM_PUBLIC_URL", settings.publicUrl());
        environment.put("CRM_CLIENT_SECRET", secrets.get(service));
        environment.put("CRM_INTAKE_KEYS", "local-intake-key");
        if (Files.exists(settings.clockFile()) && !Files.exists(settings.data("demo-made"))) {
            environment.put("CRM_CLOCK_FILE", settings.clockFile().toString());
        }
        Parts.SERVICES.keySet().stream().filter(Parts::isService).forEach(other -> {
            String key = "CRM_" + other.replace("-service", "").toUpperCase(Locale.ROOT) + "_URL";
            environment.put(key, Parts.addresses(other, settings));
        });
        return environment;
    }

    private Path unpacked() throws IOException, InterruptedException {
        Path folder = folder();
        Path stamp = folder.resolve("built");
        String build = Files.size(jar()) + " " + Files.getLastModifiedTime(jar());
        if (Files.exists(stamp) && Files.readString(stamp).equals(build)) {
            return folder;
        }
        delete(folder);
        Files.createDirectories(folder.getParent());
        Process extraction = new ProcessBuilder(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        jar().toString(),
                        "extract",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(extraction.getInputStream().readAllBytes());
        if (extraction.waitFor() != 0) {
            throw new Trouble("%s could not be unpacked: %s. Build it anew: ./mvnw -q package -DskipTests -pl %s -am"
                    .formatted(jar(), LastWords.of(output.lines().toList()), service));
        }
        Files.writeString(stamp, build);
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
