package crm.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak from Maven Central: fetched and built once for all stacks of this project, run with a home of its own in each.
 * It is started without its script, so that the process we know is the server itself.
 */
final class Keycloak {

    /** Client ids with a secret, as the realm's placeholders and the services' environment know them. */
    static final List<String> CLIENTS = List.of(
            "gateway",
            "leads-service",
            "deals-service",
            "directory-service",
            "activity-service",
            "documents-service",
            "reporting-service");

    private final Settings settings;
    private final Secrets secrets;
    private final Consumer<String> progress;

    Keycloak(Settings settings, Secrets secrets, Consumer<String> progress) {
        this.settings = settings;
        this.secrets = secrets;
        this.progress = progress;
    }

    private static String version() {
        try (InputStream versions = Keycloak.class.getResourceAsStream("/versions.properties")) {
            Properties properties = new Properties();
            properties.load(versions);
            return properties.getProperty("keycloak");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fetches and builds what is not there yet, lays out the home with the realm to import, and says how to start. */
    Part.Command prepare() throws IOException, InterruptedException {
        Path distribution = distribution();
        Path home = home(distribution);
        List<String> line = new ArrayList<>(java(home));
        line.addAll(List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.port(8081),
                "--hostname=" + settings.keycloakUrl(),
                "--cache=local"));
        Map<String, String> environment = new TreeMap<>();
        environment.put("CRM_PUBLIC_URL", settings.publicUrl());
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "keycloak-admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.get("keycloak-admin"));
        CLIENTS.forEach(client -> environment.put(variable(client), secrets.get(client)));
        return new Part.Command(home, line, environment);
    }

    /** The placeholder of a client's secret in the realm file. */
    static String variable(String client) {
        return "CRM_SECRET_" + client.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    boolean isReady() {
        return Http.get(URI.create("http://127.0.0.1:" + settings.port(8081) + "/realms/crm"))
                .map(HttpResponse::statusCode)
                .filter(status -> status == 200)
                .isPresent();
    }

    private Path distribution() throws IOException, InterruptedException {
        Path cache = settings.project().resolve(".crm");
        Files.createDirectories(cache);
        Path distribution = cache.resolve("keycloak-" + version());
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("keycloak.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            if (!Files.isDirectory(distribution)) {
                fetch(cache, distribution);
            }
            Path built = distribution.resolve("built");
            if (!Files.exists(built)) {
                progress.accept("keycloak: building it, once");
                build(distribution, cache.resolve("keycloak-build.log"));
                Files.createFile(built);
            }
        }
        return distribution;
    }

    private void fetch(Path cache, Path distribution) throws IOException, InterruptedException {
        progress.accept("keycloak: fetching it, 170 MB, once");
        Path log = cache.resolve("keycloak-fetch.log");
        int status = run(
                settings.project(),
                log,
                List.of(
                        settings.project().resolve("mvnw").toString(),
                        "-B",
                        "-ntp",
                        "-N",
                        "dependency:copy",
                        "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + version() + ":zip",
                        "-DoutputDirectory=" + cache));
        Path zip = cache.resolve("keycloak-quarkus-dist-" + version() + ".zip");
        if (status != 0 || !Files.exists(zip)) {
            throw new Trouble(
                    "Keycloak %s could not be fetched from Maven Central. Check the network, or the proxy in ~/.m2/settings.xml; details are in %s"
                            .formatted(version(), log));
        }
        Path unpacked = Files.createTempDirectory(cache, "keycloak");
        unzip(zip, unpacked);
        Files.move(unpacked.resolve("keycloak-" + version()), distribution, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(unpacked);
        Files.delete(zip);
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }

    private static void build(Path distribution, Path log) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(java(distribution));
        line.addAll(List.of("build", "--db=dev-file", "--health-enabled=false"));
        if (run(distribution, log, line) != 0) {
            throw new Trouble("Keycloak's build failed: %s. Details are in %s".formatted(LastWords.of(log), log));
        }
    }

    private static int run(Path folder, Path log, List<String> line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    private Path home(Path distribution) throws IOException {
        Path home = settings.data("keycloak");
        for (String folder : List.of("providers", "themes", "data/import", "conf")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.copy(
                distribution.resolve("conf/cache-ispn.xml"),
                home.resolve("conf/cache-ispn.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        Path libraries = home.resolve("lib");
        Files.deleteIfExists(libraries);
        Files.createSymbolicLink(libraries, distribution.resolve("lib"));
        Files.writeString(
                home.resolve("data/import/crm-realm.json"),
                RealmFile.local(settings.project().resolve("infra/keycloak")));
        return home;
    }

    /** What the distribution's script would run, with flags for little memory; {@code -UseG1GC} must come first. */
    private static List<String> java(Path home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UseG1GC",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xms64m",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    }
}
