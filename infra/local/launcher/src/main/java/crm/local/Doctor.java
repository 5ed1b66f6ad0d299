package crm.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at this machine: what is here, what is missing, and how to get it. */
final class Doctor {
    private static final long DISK_MB = 3_000;
    private static final int JAVA = 25;

    private final Settings settings;

    Doctor(Settings settings) {
        this.settings = settings;
    }

    /** What was looked at. */
    enum Verdict {
        OK,
        /** Works, but something is slower or left out. */
        NOTE,
        /** The system does not run without. */
        MISSING
    }

    /** @param words what is there, or how to get what is not */
    record Finding(Verdict verdict, String what, String words) {
        static Finding of(boolean well, Verdict otherwise, String what, String there, String wayOut) {
            return new Finding(well ? Verdict.OK : otherwise, what, well ? there : wayOut);
        }
    }

    List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        int java = Runtime.version().feature();
        found.add(Finding.of(
                java >= JAVA,
                Verdict.MISSING,
                "JDK",
                java + " at " + System.getProperty("java.home"),
                "install a JDK 25 or newer, for instance from https://adoptium.net, or set JAVA_HOME"));
        found.add(processors());
        found.add(memory());
        found.add(disk());
        found.add(ports());
        found.add(packages());
        found.add(built());
        found.add(caches());
        found.add(Finding.of(
                chromium().isPresent(),
                Verdict.NOTE,
                "Chromium",
                chromium().orElse(""),
                "the browser tests need it: apt-get install chromium, or set CHROMIUM"));
        found.add(Finding.of(
                Files.exists(Path.of("/var/run/docker.sock")) || System.getenv("DOCKER_HOST") != null,
                Verdict.NOTE,
                "Docker",
                "the tests use a real MongoDB, infra/compose runs",
                "not needed; with it the tests use a real MongoDB, and infra/compose runs"));
        return found;
    }

    private static Finding processors() {
        int cores = Runtime.getRuntime().availableProcessors();
        return Finding.of(
                cores >= 2, Verdict.NOTE, "processors", String.valueOf(cores), cores + ": two or more are better");
    }

    private Finding memory() {
        int needed = new Parts(settings, line -> {})
                .all().stream().mapToInt(Part::megabytes).sum();
        boolean runs = !new Stack(settings, line -> {}).processes().all().isEmpty();
        if (runs) {
            return new Finding(Verdict.OK, "memory", "the system is running: ./crm status");
        }
        try {
            Machine.requireMemory(new Parts(settings, line -> {}).all());
            return new Finding(Verdict.OK, "memory", "about " + needed + " MB are needed, and free");
        } catch (Trouble little) {
            return new Finding(Verdict.MISSING, "memory", little.getMessage());
        }
    }

    private Finding disk() {
        try {
            FileStore disk = Files.getFileStore(settings.project());
            long free = disk.getUsableSpace() / 1_000_000;
            return Finding.of(
                    free >= DISK_MB,
                    Verdict.MISSING,
                    "disk",
                    free + " MB free",
                    free + " MB free, " + DISK_MB + " MB are needed for libraries, Keycloak and data");
        } catch (IOException unknown) {
            return new Finding(Verdict.NOTE, "disk", "its free space is not known: " + unknown.getMessage());
        }
    }

    private Finding ports() {
        Set<String> ours = new java.util.HashSet<>();
        new Stack(settings, line -> {}).processes().all().forEach(started -> ours.add(started.name()));
        try {
            Machine.requireFree(
                    new Parts(settings, line -> {})
                            .all().stream()
                                    .filter(part -> !ours.contains(part.name()))
                                    .toList(),
                    settings.port(0));
            return new Finding(
                    Verdict.OK, "ports", "free" + (settings.port(0) == 0 ? "" : ", shifted by " + settings.port(0)));
        } catch (Trouble taken) {
            return new Finding(Verdict.MISSING, "ports", taken.getMessage());
        }
    }

    /** The first build fetches libraries; later ones do without. */
    private Finding packages() {
        boolean there = Files.isDirectory(
                Path.of(System.getProperty("user.home"), ".m2", "repository", "org", "springframework"));
        boolean reached = there
                || Http.get(URI.create("https://repo.maven.apache.org/maven2/")).isPresent();
        return Finding.of(
                reached,
                Verdict.NOTE,
                "libraries",
                there ? "fetched before" : "Maven Central answers",
                "Maven Central does not answer: check the network, or name your mirror in ~/.m2/settings.xml");
    }

    private Finding built() {
        boolean built = Parts.SERVICES.keySet().stream()
                .allMatch(name -> Files.exists(
                        settings.project().resolve(name).resolve("target").resolve(name + ".jar")));
        return Finding.of(built, Verdict.NOTE, "build", "there", "./crm up builds first, some minutes");
    }

    private Finding caches() {
        if (!settings.startUpCaches()) {
            return new Finding(Verdict.NOTE, "start-up caches", "off (CRM_AOT=off): starting takes longer");
        }
        long trained = Parts.SERVICES.keySet().stream()
                .filter(name -> Application.isTrained(settings, name))
                .count();
        return Finding.of(
                trained == Parts.SERVICES.size(),
                Verdict.NOTE,
                "start-up caches",
                "trained",
                "%d of %d trained: a run that is stopped by ./crm down trains them"
                        .formatted(trained, Parts.SERVICES.size()));
    }

    private static Optional<String> chromium() {
        Stream<String> named = Stream.ofNullable(System.getenv("CHROMIUM"));
        Stream<String> onPath = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> folder + "/" + name));
        return Stream.concat(named, onPath)
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }
}
