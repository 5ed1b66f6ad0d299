package crm.testing;

import crm.testing.Caller.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Who may call what in a service (P-1, P-2): its table {@code permissions.txt}, held against the running service. One line a
 * thing, {@code #} begins a remark:
 *
 * <pre>
 * who                            m1  m2  head … anon   the columns, always these and in this order
 * GET  /api/leads/{lead}         200 404 200  … 401    the status for each of them
 * POST /api/leads/{lead}/stage take  200 404 …         with the body of that name
 * SEES /api/leads?q={title}      +   -   +    … -      whether the answer holds the sample's title (or the value named here)
 * json take {"to": "IN_WORK"}                          a body
 * form take to=IN_WORK                                 a body as a page of ours posts it
 * file scan tz.txt                                     a body with one file
 * </pre>
 *
 * A status is a number, {@code 2xx} for any success, or {@code 4xx} for «may, but a rule says no» (400, 409, 412, 413, 415, 422).
 * Names in braces are those of the samples; m1 is the one they belong to. What a call has changed is made anew for the next one.
 */
public final class Permissions {
    /** Rows called at once: most of a row is waiting for answers. */
    private static final int LANES = 3;

    private static final String TITLE = "title";
    private static final String TABLE = "permissions.txt";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Set<Integer> REFUSED_BY_A_RULE = Set.of(400, 409, 412, 413, 415, 422);

    private final ApplicationContext service;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<Who, Caller> callers = new EnumMap<>(Who.class);
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Body> bodies = new HashMap<>();

    /** The columns of the table. */
    private enum Who {
        M1(User.MANAGER1),
        M2(User.MANAGER2),
        HEAD(User.HEAD),
        DIR(User.DIRECTOR),
        OPER(User.OPERATOR),
        ACC(User.ACCOUNT),
        OFF(User.OFFICE),
        ADM(User.ADMIN),
        INT(User.INTAKE),
        PAY(User.PAYMENTS),
        SRV(User.SERVICE),
        NONE(User.NOBODY),
        ANON(null);

        private final @Nullable User user;

        Who(@Nullable User user) {
            this.user = user;
        }

        String shown() {
            return user == null ? "anonymous" : user.name();
        }
    }

    private record Row(
            String method, String target, @Nullable String body, List<String> expected) {
        boolean sees() {
            return method.equals("SEES");
        }

        boolean changes() {
            return !sees() && !method.equals("GET");
        }

        /** What the service maps: the path with something in the place of each variable. */
        PathContainer path() {
            return PathContainer.parsePath(
                    VARIABLE.matcher(target.split("\\?", 2)[0]).replaceAll("x"));
        }

        @Override
        public String toString() {
            return method + " " + target + (body == null ? "" : " " + body);
        }
    }

    /** Things made together, by the names the table uses. */
    private record Sample(Set<String> names, Supplier<Map<String, String>> make) {}

    private record Body(String kind, String content) {}

    /** A handler's method and pattern. */
    private record Mapping(String method, PathPattern pattern) {
        @Override
        public String toString() {
            return method + " " + pattern.getPatternString();
        }
    }

    private Permissions(ApplicationContext service) {
        this.service = service;
    }

    public static Permissions of(ApplicationContext service, int port) {
        Permissions permissions = new Permissions(service);
        for (Who who : Who.values()) {
            permissions.callers.put(who, who.user == null ? Caller.anonymous(port) : Caller.as(who.user, port));
        }
        permissions.read();
        return permissions;
    }

    /**
     * A sample the table may name.
     *
     * @param make makes it anew, all of its names at once: ids, and {@code title}, a word that stands in the card's title and
     *     nowhere else
     */
    public Permissions with(Supplier<Map<String, String>> make, String... names) {
        samples.add(new Sample(Set.of(names), make));
        return this;
    }

    private void read() {
        try (InputStream table = Permissions.class.getClassLoader().getResourceAsStream(TABLE)) {
            String text = table == null ? "" : new String(table.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(this::read);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read(String line) {
        List<String> words = List.of(line.split("\\s+"));
        switch (words.getFirst()) {
            case "who" -> {
                List<String> columns = Arrays.stream(Who.values())
                        .map(who -> who.name().toLowerCase())
                        .toList();
                if (!words.subList(1, words.size()).equals(columns)) {
                    throw new AssertionError("the columns of " + TABLE + " are " + columns);
                }
            }
            case "json", "form", "file" -> {
                String[] parts = line.split("\\s+", 3);
                if (bodies.put(parts[1], new Body(parts[0], parts[2])) != null) {
                    throw new AssertionError("two bodies of the name " + parts[1]);
                }
            }
            default -> rows.add(row(line, words));
        }
    }

    private static Row row(String line, List<String> words) {
        int users = Who.values().length;
        int before = words.size() - users;
        if (before < 2 || before > 3) {
            throw new AssertionError("not " + users + " users: " + line);
        }
        return new Row(
                words.get(0), words.get(1), before == 3 ? words.get(2) : null, words.subList(before, words.size()));
    }

    /** Fails naming each mapping of ours that no row calls, and each row that calls none. */
    public void coverEveryMapping() {
        List<Mapping> mappings = mappings();
        Set<String> uncalled = mappings.stream().map(Mapping::toString).collect(Collectors.toCollection(TreeSet::new));
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            Optional<Mapping> called = called(row, mappings);
            if (called.isEmpty()) {
                wrong.add("no mapping for the row: " + row);
            } else if (!row.sees()) {
                uncalled.remove(called.get().toString());
            }
        }
        uncalled.forEach(mapping -> wrong.add("no row for the mapping: " + mapping));
        report("The table and the mappings differ", wrong);
    }

    private List<Mapping> mappings() {
        List<Mapping> all = new ArrayList<>();
        service.getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    if (handler.getBeanType().getPackageName().startsWith("crm.")) {
                        all.addAll(mappings(info));
                    }
                }));
        return all;
    }

    private static List<Mapping> mappings(RequestMappingInfo info) {
        Set<String> methods =
                info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
        return (methods.isEmpty() ? Set.of("GET") : methods)
                .stream()
                        .flatMap(method -> info.getPathPatternsCondition().getPatterns().stream()
                                .map(pattern -> new Mapping(method, pattern)))
                        .toList();
    }

    /** As the dispatcher chooses: of all that match, the most specific. */
    private static Optional<Mapping> called(Row row, List<Mapping> mappings) {
        String method = row.sees() ? "GET" : row.method();
        return mappings.stream()
                .filter(mapping -> mapping.method().equals(method))
                .filter(mapping -> mapping.pattern().matches(row.path()))
                .min(Comparator.comparing(Mapping::pattern, PathPattern.SPECIFICITY_COMPARATOR));
    }

    /** Calls every row as everyone and fails naming each answer that is not the expected one. */
    public void holdForEveryone() {
        Queue<Row> waiting = new ConcurrentLinkedQueue<>(rows);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Future<?>> lanes = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(LANES)) {
            for (int lane = 0; lane < LANES; lane++) {
                lanes.add(threads.submit(() -> take(waiting, wrong)));
            }
        }
        for (Future<?> lane : lanes) {
            if (lane.state() == Future.State.FAILED) {
                throw new AssertionError("a row could not be called", lane.exceptionNow());
            }
        }
        report("Answers differ from the table", wrong.stream().sorted().toList());
    }

    /** Rows one after the other, with samples no other lane uses. */
    private void take(Queue<Row> waiting, Queue<String> wrong) {
        Map<String, String> made = new HashMap<>();
        for (Row row = waiting.poll(); row != null; row = waiting.poll()) {
            hold(row, made, wrong);
        }
    }

    private void hold(Row row, Map<String, String> made, Queue<String> wrong) {
        List<Sample> used = used(row);
        if (row.sees()) {
            // the newest of its list, so on its first page
            used.forEach(sample -> made.keySet().removeAll(sample.names()));
        }
        for (Who who : Who.values()) {
            used.stream()
                    .filter(sample -> !made.keySet().containsAll(sample.names()))
                    .forEach(sample -> made.putAll(sample.make().get()));
            Map<String, String> card = Map.copyOf(made);
            Answer answer = patiently(row, callers.get(who), card);
            if (row.changes() && answer.status() < 300) {
                used.forEach(sample -> made.keySet().removeAll(sample.names()));
            }
            String expected = row.expected().get(who.ordinal());
            if (row.sees() ? !sees(row, expected, answer, card) : !is(expected, answer.status())) {
                wrong.add("%s: %s expected %s, got %s".formatted(row, who.shown(), expected, told(row, answer, card)));
            }
        }
    }

    private List<Sample> used(Row row) {
        Body body = row.body() == null ? null : bodies.get(row.body());
        Set<String> names = new TreeSet<>();
        VARIABLE.matcher(row.target() + (body == null ? "" : body.content()))
                .results()
                .forEach(found -> names.add(found.group(1)));
        if (row.sees()) {
            names.add(word(row));
        }
        return samples.stream()
                .filter(sample -> sample.names().stream().anyMatch(names::contains))
                .toList();
    }

    /** Asks again when a stand-in was too slow for the service's timeout, as on a busy machine. */
    private Answer patiently(Row row, Caller caller, Map<String, String> sample) {
        Answer answer = call(row, caller, sample);
        for (int i = 0; i < 3 && answer.status() == 503; i++) {
            answer = call(row, caller, sample);
        }
        return answer;
    }

    private Answer call(Row row, Caller caller, Map<String, String> sample) {
        String target = filled(row.target(), sample, true);
        if (row.sees() || row.method().equals("GET")) {
            return browser(target, caller).get(target);
        }
        if (row.body() == null) {
            return htmx(target, caller).send(row.method(), target, null, "");
        }
        Body body = Optional.ofNullable(bodies.get(row.body()))
                .orElseThrow(() -> new AssertionError("no body " + row.body() + " for " + row));
        String content = filled(body.content(), sample, body.kind().equals("form"));
        return switch (body.kind()) {
            case "form" ->
                htmx(target, caller).send(row.method(), target, content, "application/x-www-form-urlencoded");
            case "file" ->
                caller.send(
                        row.method(),
                        target,
                        "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\nсодержимое\r\n--part--\r\n"
                                .formatted(content),
                        "multipart/form-data; boundary=part");
            default ->
                caller.send(
                        row.method(),
                        target,
                        content,
                        row.method().equals("PATCH") ? "application/merge-patch+json" : "application/json");
        };
    }

    private static Caller browser(String target, Caller caller) {
        return target.startsWith("/api/") ? caller : caller.with("Accept", "text/html");
    }

    private static Caller htmx(String target, Caller caller) {
        return target.startsWith("/api/") || target.startsWith("/intake/")
                ? caller
                : caller.with("Accept", "text/html").with("HX-Request", "true");
    }

    private static String filled(String text, Map<String, String> sample, boolean encode) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = sample.get(found.group(1));
            if (value == null) {
                throw new AssertionError("the sample has no " + found.group(1) + ": " + text);
            }
            return Matcher.quoteReplacement(encode ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value);
        });
    }

    private static boolean is(String expected, int status) {
        return switch (expected) {
            case "2xx" -> status >= 200 && status < 300;
            case "4xx" -> REFUSED_BY_A_RULE.contains(status);
            default -> expected.equals(String.valueOf(status));
        };
    }

    /** The name of what a row of {@code SEES} looks for. */
    private static String word(Row row) {
        return row.body() == null ? TITLE : row.body();
    }

    private static boolean sees(Row row, String expected, Answer answer, Map<String, String> sample) {
        boolean shown = answer.body().contains(sample.get(word(row)));
        return switch (expected) {
            case "+" -> shown && answer.status() == 200;
            case "-" -> !shown && answer.status() < 500;
            default -> throw new AssertionError("neither + nor -: " + expected);
        };
    }

    private static String told(Row row, Answer answer, Map<String, String> sample) {
        String got = String.valueOf(answer.status());
        if (row.sees()) {
            return got + (answer.body().contains(sample.get(word(row))) ? " with it" : " without it");
        }
        boolean problem = answer.header("Content-Type").startsWith("application/problem+json");
        return problem ? got + " " + answer.code() + answer.json().path("errors") : got;
    }

    private static void report(String what, List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(what + " (" + wrong.size() + "):\n" + String.join("\n", wrong));
        }
    }
}
