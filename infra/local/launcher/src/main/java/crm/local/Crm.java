package crm.local;

import crm.local.Processes.Started;
import crm.local.demo.Caller;
import crm.local.demo.Department;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The commands of the script {@code crm}. */
@Command(
        name = "./crm",
        description = "Runs CRM on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CommandLine.HelpCommand.class,
        footer = {
            "",
            "  test [--all]  Runs the tests; --all also those that take minutes.",
            "  bench         Prints the budgets with what is measured; needs a running stack.",
            "  pictures      Makes the README's pictures; needs a running stack with the demo.",
            "",
            "CRM_HOME is where data and logs are kept (.crm), CRM_PORT_OFFSET is added to every port.",
            "MONGODB_URI, KAFKA_BOOTSTRAP_SERVERS and KEYCLOAK_URL name servers to use instead of the local ones.",
            "CRM_TWO=leads-service,deals-service runs a second instance of each beside the first, as leads-service-2 ….",
            "Give every command the same variables."
        })
public final class Crm implements Runnable {

    private static final int TAIL_LINES = 200;
    private static final int DEMO_DAYS = 120;
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final int LOOKS = 10;

    private final Settings settings;

    Crm(Settings settings) {
        this.settings = settings;
    }

    /** Runs a command; the system property {@code crm.project} is the root of the project. */
    public static void main(String... arguments) {
        int status;
        try {
            Path project = Path.of(System.getProperty("crm.project", "."))
                    .toAbsolutePath()
                    .normalize();
            status = new CommandLine(new Crm(Settings.of(project, System.getenv())))
                    .setExecutionExceptionHandler(Crm::explain)
                    .execute(arguments);
        } catch (Trouble e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult arguments) {
        if (e instanceof Trouble) {
            System.err.println(e.getMessage());
        } else {
            e.printStackTrace();
        }
        return 1;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    @Command(description = "Starts everything and stops it at Ctrl-C.", mixinStandardHelpOptions = true)
    int up(
            @Option(
                            names = {"-d", "--detach"},
                            description = "Return when everything is ready.")
                    boolean detach,
            @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these parts.") @Nullable
                    Set<String> only,
            @Option(names = "--force", description = "Start also when memory is short.") boolean force,
            @Option(names = "--demo", description = "Fill an empty system with months of a department's work.")
                    boolean demo)
            throws IOException, InterruptedException {
        Instant begin = Instant.now();
        Stack stack = new Stack(settings, System.out::println);
        Set<String> names = only == null ? Set.of() : only;
        boolean past = demo && !Files.exists(settings.data("demo-made"));
        if (past && !stack.processes().all().isEmpty()) {
            throw new Trouble("The demo's past begins with the start of all parts: ./crm down, then ./crm up --demo.");
        }
        if (past || Files.exists(settings.clockFile())) {
            // read by the services from their start; whatever an interrupted demo left there is over
            Department.present(settings.clockFile());
        }
        Thread stop = new Thread(stack::stopStarted, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        int started;
        try (FileChannel channel = lockFile();
                FileLock alone = channel.tryLock()) {
            if (alone == null) {
                throw new Trouble("Another ./crm is just starting or stopping this stack. Wait for it.");
            }
            started = stack.start(stack.parts(names), force);
        }
        if (started > 0 && demo) {
            makeDemo();
        }
        Runtime.getRuntime().removeShutdownHook(stop);
        if (started == 0) {
            System.out.println("CRM is running already: " + settings.publicUrl());
            return 0;
        }
        welcome(Duration.between(begin, Instant.now()), stack.parts(names));
        if (!detach) {
            stayUntilInterrupted(stack);
        }
        return 0;
    }

    /** Once: its mark is kept with the data. */
    private void makeDemo() throws IOException, InterruptedException {
        Path made = settings.data("demo-made");
        if (Files.exists(made)) {
            System.out.println("The demo department is there already.");
            return;
        }
        System.out.println("Making the demo department, some minutes …");
        Thread present = new Thread(() -> Department.present(settings.clockFile()), "present");
        Runtime.getRuntime().addShutdownHook(present);
        try {
            Department.make(
                    settings.publicUrl(), settings.keycloakUrl(), settings.clockFile(), DEMO_DAYS, System.out::println);
        } catch (IllegalStateException impossible) {
            throw new Trouble(impossible.getMessage());
        }
        Runtime.getRuntime().removeShutdownHook(present);
        Files.writeString(made, "");
    }

    private FileChannel lockFile() throws IOException {
        Files.createDirectories(settings.home());
        return FileChannel.open(settings.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void welcome(Duration taken, List<Part> parts) {
        System.out.printf("%nReady after %d s%n", taken.toSeconds());
        if (contains(parts, "gateway")) {
            System.out.println("CRM: " + settings.publicUrl());
        }
        if (contains(parts, "keycloak")) {
            System.out.println(
                    "Log in as manager1, manager2, manager3, head, director, operator, account, office or admin;"
                            + " the password is the name.");
        }
    }

    private static boolean contains(List<Part> parts, String name) {
        return parts.stream().anyMatch(part -> part.name().equals(name));
    }

    private static void stayUntilInterrupted(Stack stack) throws InterruptedException {
        System.out.println("Ctrl-C stops everything.");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.out.println("Stopping …");
                            stack.stop(stack.processes().all());
                        },
                        "stop"));
        Set<String> told = new HashSet<>();
        while (!stack.processes().all().isEmpty()) {
            stack.ended(told).ifPresent(name -> {
                told.add(name);
                System.err.printf(
                        "%s has ended by itself. See why: ./crm logs %s; start it again: ./crm restart %s%n",
                        name, name, name);
            });
            told.removeIf(stack.processes()::isAlive);
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    @Command(description = "Stops everything; the data stay.", mixinStandardHelpOptions = true)
    int down() {
        Stack stack = new Stack(settings, System.out::println);
        List<Started> running = stack.processes().all();
        if (running.isEmpty()) {
            System.out.println("Nothing is running.");
        } else {
            System.out.println("Stopping "
                    + String.join(", ", running.stream().map(Started::name).toList()) + " …");
            stack.stop(running);
            System.out.println("Stopped.");
        }
        return 0;
    }

    @Command(description = "Says what runs.", mixinStandardHelpOptions = true)
    int status() {
        Stack stack = new Stack(settings, System.out::println);
        long total = 0;
        boolean well = true;
        for (Part part : stack.parts(Set.of())) {
            Started started = stack.processes().find(part.name()).orElse(null);
            if (started == null) {
                System.out.printf("%-18s stopped%n", part.name());
            } else if (started.alive().isEmpty()) {
                well = false;
                System.out.printf(
                        "%-18s ended by itself; in its log: %s%n",
                        part.name(), LastWords.of(settings.log(part.name())));
            } else {
                long megabytes = Machine.megabytesOf(started.pid()).orElse(0);
                total += megabytes;
                boolean ready = part.ready().passes();
                well &= ready;
                System.out.printf(
                        "%-18s %-9s port %d, process %d, %d MB, for %s%n",
                        part.name(),
                        ready ? "ready" : "not ready",
                        started.port(),
                        started.pid(),
                        megabytes,
                        age(started));
            }
        }
        System.out.printf("%nTogether %d MB. Data and logs: %s%n", total, settings.home());
        return well ? 0 : 1;
    }

    private static String age(Started started) {
        Duration age = Duration.between(started.since(), Instant.now());
        return age.toHours() > 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }

    @Command(
            description = "Says what this machine has, what is missing and how to get it.",
            mixinStandardHelpOptions = true)
    int doctor() {
        boolean runs = true;
        for (Doctor.Finding finding : new Doctor(settings).look()) {
            runs &= finding.verdict() != Doctor.Verdict.MISSING;
            String mark = switch (finding.verdict()) {
                case OK -> "ok";
                case NOTE -> "note";
                case MISSING -> "MISSING";
            };
            System.out.printf("%-8s %-16s %s%n", mark, finding.what(), finding.words());
        }
        return runs ? 0 : 1;
    }

    @Command(description = "Shows the log of a part.", mixinStandardHelpOptions = true)
    int logs(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = {"-f", "--follow"},
                            description = "Go on with what comes.")
                    boolean follow)
            throws IOException, InterruptedException {
        Path log = settings.log(name);
        if (!Files.exists(log)) {
            throw new Trouble("There is no log of \"%s\"; there are: %s.".formatted(name, String.join(", ", logged())));
        }
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).forEach(System.out::println);
        if (follow) {
            follow(log);
        }
        return 0;
    }

    private List<String> logged() throws IOException {
        Path folder = settings.log("any").getParent();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".log"))
                    .map(file -> file.replaceFirst("\\.log$", ""))
                    .sorted()
                    .toList();
        }
    }

    private static void follow(Path log) throws IOException, InterruptedException {
        long position = Files.size(log);
        while (true) {
            long size = Files.size(log);
            position = size < position ? 0 : position;
            if (size > position) {
                try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                    byte[] more = new byte[(int) Math.min(size - position, 1 << 20)];
                    file.seek(position);
                    file.readFully(more);
                    System.out.write(more);
                    System.out.flush();
                    position += more.length;
                }
            }
            Thread.sleep(Duration.ofMillis(300));
        }
    }

    @Command(
            description = "Compares what leads and deals show of their activities with the timeline itself.",
            mixinStandardHelpOptions = true)
    int check() throws InterruptedException {
        Caller caller = new Caller(settings.publicUrl(), settings.keycloakUrl());
        Check check = new Check(path -> answer(caller, path), LOOK_AGAIN_AFTER, LOOKS);
        Map<String, String> differences;
        try {
            differences = check.differences();
        } catch (UncheckedIOException away) {
            throw new Trouble("The system does not answer: " + away.getMessage() + ". What runs: ./crm status");
        } catch (IllegalStateException refused) {
            throw new Trouble(refused.getMessage());
        }
        differences.forEach((card, difference) -> System.out.println(card + ": " + difference));
        System.out.printf("%d cards compared, %d differ%n", check.compared(), differences.size());
        return differences.isEmpty() ? 0 : 1;
    }

    private static JsonNode answer(Caller caller, String path) {
        Caller.Answer answer = caller.get("admin", path);
        if (!answer.ok()) {
            throw new Trouble("%s answers %d. What runs: ./crm status".formatted(path, answer.status()));
        }
        return answer.json();
    }

    @Command(description = "Stops a part and starts it again.", mixinStandardHelpOptions = true)
    int restart(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
        Stack stack = new Stack(settings, System.out::println);
        List<Part> part = stack.parts(Set.of(name));
        stack.processes().find(name).ifPresent(started -> stack.stop(List.of(started)));
        stack.start(part, true);
        return 0;
    }

    @Command(description = "Ends a part as a crash would, to see what happens.", mixinStandardHelpOptions = true)
    int kill(@Parameters(paramLabel = "NAME") String name) {
        Processes processes = new Stack(settings, System.out::println).processes();
        Started started = processes
                .find(name)
                .orElseThrow(() -> new Trouble("\"%s\" is not running. What is: ./crm status".formatted(name)));
        processes.kill(started);
        System.out.println(name + " is dead. Start it again: ./crm restart " + name);
        return 0;
    }

    @Command(description = "Stops everything and deletes all data.", mixinStandardHelpOptions = true)
    int reset(@Option(names = "--yes", description = "Do not ask.") boolean sure) throws IOException {
        if (!sure && !confirmed()) {
            System.out.println("Nothing was deleted.");
            return 1;
        }
        Stack stack = new Stack(settings, System.out::println);
        stack.stop(stack.processes().all());
        for (String name : List.of("data", "logs", "run", "secrets.properties")) {
            delete(settings.home().resolve(name));
        }
        System.out.println("All data are deleted; the next ./crm up begins anew.");
        return 0;
    }

    private boolean confirmed() {
        System.out.print("Delete all leads, deals, users and everything else in " + settings.home() + "? [y/N] ");
        System.out.flush();
        Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
        return input.hasNextLine()
                && input.nextLine().strip().toLowerCase(Locale.ROOT).matches("y|yes|д|да");
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
