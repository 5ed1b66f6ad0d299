package crm.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the tests of all modules and ends with what failed, a line each, and one line: {@code N passed, N failed, N
 * skipped}; both are read from the reports.
 * It is run from its source and needs nothing that has to be built first.
 */
public final class TestRun {

    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>");
    private static final Pattern FAILURE =
            Pattern.compile("<testcase\\b([^>]*[^/>])>\\s*<(?:failure|error)\\b([^>]*)>");
    private static final int WORDS_OF_A_FAILURE = 300;
    private static final Set<String> REPORTS = Set.of("surefire-reports", "failsafe-reports");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private TestRun() {}

    /** How many tests there were. */
    record Counts(int passed, int failed, int skipped) {

        Counts plus(Counts other) {
            return new Counts(passed + other.passed, failed + other.failed, skipped + other.skipped);
        }

        @Override
        public String toString() {
            return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
        }
    }

    /** Arguments: {@code --all} for the tests of minutes too; anything else goes to Maven. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path project = Path.of("").toAbsolutePath();
        provideBrowser();
        for (Path report : reports(project)) {
            Files.delete(report);
        }
        Path built = Files.createDirectories(project.resolve(".crm")).resolve("built");
        Files.deleteIfExists(built);
        // a whole run builds everything before its last module starts the stack, which need not build it again
        boolean whole = List.of(arguments).stream().allMatch("--all"::equals);
        Thread interrupted = new Thread(() -> forget(built));
        Runtime.getRuntime().addShutdownHook(interrupted);
        if (whole) {
            Files.createFile(built);
        }
        int status = maven(project, List.of(arguments));
        if (status == 0) {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        Counts counts = count(reports(project));
        if (status != 0 && counts.failed() == 0) {
            // Something that is not a test broke: it must not look like success.
            counts = counts.plus(new Counts(0, 1, 0));
            System.out.println("The build itself failed; see the errors above.");
        }
        failures(reports(project)).forEach(System.out::println);
        System.out.println(counts);
        System.exit(counts.failed() == 0 ? 0 : 1);
    }

    /** What was built half is built anew. */
    private static void forget(Path built) {
        try {
            Files.deleteIfExists(built);
        } catch (IOException left) {
            System.err.println("Delete " + built + " before the next start: " + left.getMessage());
        }
    }

    private static int maven(Path project, List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                project.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                // two modules side by side: much of a test's time is waiting
                "-T2",
                "verify",
                // All modules are tested even when one fails; the counts decide.
                "-Dmaven.test.failure.ignore=true"));
        for (String argument : arguments) {
            line.add(argument.equals("--all") ? "-DexcludedGroups=bench" : argument);
        }
        return run(line);
    }

    private static int run(List<String> line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(System.out::println);
        }
        return process.waitFor();
    }

    /** All reports below a folder. */
    static List<Path> reports(Path folder) throws IOException {
        List<Path> reports = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                String name = visited.getFileName().toString();
                return !visited.equals(folder) && (name.startsWith(".") || name.equals("src") || name.equals("classes"))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                String parent = file.getParent().getFileName().toString();
                if (REPORTS.contains(parent) && name.startsWith("TEST-") && name.endsWith(".xml")) {
                    reports.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return reports;
    }

    static Counts count(List<Path> reports) throws IOException {
        Counts counts = new Counts(0, 0, 0);
        for (Path report : reports) {
            Matcher suite = SUITE.matcher(Files.readString(report));
            if (suite.find()) {
                int tests = number(suite.group(), "tests");
                int failed = number(suite.group(), "failures") + number(suite.group(), "errors");
                int skipped = number(suite.group(), "skipped");
                counts = counts.plus(new Counts(tests - failed - skipped, failed, skipped));
            }
        }
        return counts;
    }

    /** Each failed test with the beginning of what it said, on one line. */
    static List<String> failures(List<Path> reports) throws IOException {
        List<String> failures = new ArrayList<>();
        for (Path report : reports) {
            Matcher failure = FAILURE.matcher(Files.readString(report));
            while (failure.find()) {
                String test = failure.group(1);
                String said = attribute(failure.group(2), "message")
                        .replaceAll("(&#10;|\\s)+", " ")
                        .strip();
                failures.add("FAILED %s %s: %s"
                        .formatted(
                                attribute(test, "classname"),
                                attribute(test, "name"),
                                said.substring(0, Math.min(said.length(), WORDS_OF_A_FAILURE))));
            }
        }
        return failures;
    }

    private static int number(String element, String name) {
        String value = attribute(element, name);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    private static String attribute(String element, String name) {
        Matcher matcher =
                Pattern.compile("(?<![\\w-])" + name + "=\"([^\"]*)\"").matcher(element);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Tests in a browser need Chromium: it is installed where that takes no question. */
    private static void provideBrowser() throws IOException, InterruptedException {
        if (BROWSERS.stream().anyMatch(TestRun::isOnPath)) {
            return;
        }
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root || !isOnPath("apt-get")) {
            System.out.println(
                    "There is no Chromium, so tests in a browser cannot run. Debian: sudo apt-get install chromium");
            return;
        }
        System.out.println("Installing Chromium for the tests in a browser …");
        String command = "export DEBIAN_FRONTEND=noninteractive; { apt-get update && apt-get install -y "
                + "--no-install-recommends chromium; } >/tmp/crm-apt.log 2>&1 || { tail -3 /tmp/crm-apt.log; exit 1; }";
        if (run(List.of("sh", "-c", command)) != 0) {
            System.out.println("Chromium could not be installed; tests in a browser cannot run.");
        }
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && List.of(path.split(":")).stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
