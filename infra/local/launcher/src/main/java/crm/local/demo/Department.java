package crm.local.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lives through the months: at each moment of the past everything that is due then is done, at most a few things at once. A
 * refused command ends the story of its card, and is counted.
 */
public final class Department {
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final LocalTime MORNING = LocalTime.of(9, 30);
    private static final LocalTime EVENING = LocalTime.of(18, 30);
    private static final long SEED = 2_026_11;
    private static final int LEADS_A_DAY = 4;
    private static final int AT_ONCE = 6;
    private static final int EXAMPLES = 5;
    /** Long enough for one service to hear of what another has just done. */
    private static final Duration BREATH = Duration.ofMillis(60);

    private final Caller caller;
    private final PastClock clock;
    private final Clock real;
    private final Consumer<String> progress;
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::at).thenComparing(Step::number));
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, Integer> done = new ConcurrentHashMap<>();
    private final List<String> refusals = new ArrayList<>();

    private record Step(Instant at, int number, Runnable work) {}

    Department(Caller caller, PastClock clock, Clock real, Consumer<String> progress) {
        this.caller = caller;
        this.clock = clock;
        this.real = real;
        this.progress = progress;
    }

    /** Makes the department; the services have to read their clock from the file. */
    public static void make(
            String gateway, String keycloak, java.nio.file.Path clockFile, int days, Consumer<String> progress)
            throws InterruptedException {
        Clock real = Clock.systemUTC();
        PastClock clock = new PastClock(clockFile, real);
        Caller caller = new Caller(gateway, keycloak);
        if (caller.get("head", "/api/leads?limit=1").json().path("total").asInt(1) > 0) {
            throw new IllegalStateException(
                    "There are leads already, and a demo has a system of its own: ./crm reset, or another CRM_HOME.");
        }
        Department department = new Department(caller, clock, real, progress);
        try {
            department.live(days);
        } finally {
            clock.backToThePresent();
        }
    }

    /** It is now for the services that read their clock from this file. */
    public static void present(java.nio.file.Path clockFile) {
        new PastClock(clockFile, Clock.systemUTC()).backToThePresent();
    }

    Caller caller() {
        return caller;
    }

    private void live(int days) throws InterruptedException {
        LocalDate first = LocalDate.now(real.withZone(ZONE)).minusDays(days);
        arrivals(first, days);
        @Nullable LocalDate told = null;
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            while (!steps.isEmpty() && steps.peek().at().isBefore(real.instant())) {
                Instant now = steps.peek().at();
                LocalDate day = LocalDate.ofInstant(now, ZONE);
                if (told == null || day.isAfter(told.plusDays(20))) {
                    told = day;
                    progress.accept("  " + DAY.format(day) + ": " + summary());
                }
                clock.set(now);
                Thread.sleep(BREATH);
                doAllUntil(now.plus(Duration.ofMinutes(40)), workers);
            }
        }
        progress.accept("  today: " + summary());
        if (!refusals.isEmpty()) {
            progress.accept("  refused: " + refusals.size() + ", for example");
            refusals.stream().limit(EXAMPLES).forEach(refusal -> progress.accept("    " + refusal));
        }
    }

    private void arrivals(LocalDate first, int days) {
        Random random = new Random(SEED);
        int number = 0;
        for (LocalDate day = first; !day.isAfter(first.plusDays(days)); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue()) {
                continue;
            }
            for (int i = 0; i < LEADS_A_DAY; i++) {
                Story story = new Story(this, number++, new Random(random.nextLong()));
                Instant time = day.atTime(MORNING)
                        .plusMinutes(random.nextInt(500))
                        .atZone(ZONE)
                        .toInstant();
                at(time, () -> story.arrive(time));
            }
        }
    }

    private void doAllUntil(Instant time, ExecutorService workers) throws InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        for (Step step = next(time); step != null; step = next(time)) {
            running.add(workers.submit(step.work()));
        }
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("the demo could not be made", failed.getCause());
            }
        }
    }

    private synchronized @Nullable Step next(Instant until) {
        return steps.isEmpty() || steps.peek().at().isAfter(until) ? null : steps.poll();
    }

    /** Does something then. */
    synchronized void at(Instant time, Runnable work) {
        steps.add(new Step(time, numbers.getAndIncrement(), work));
    }

    void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    synchronized void refused(String command, Caller.Answer answer) {
        refusals.add(command + ": " + answer.status() + " " + answer.json());
    }

    private String summary() {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (String what : List.of("leads", "deals", "activities", "comments", "won", "rejected")) {
            all.put(what, done.getOrDefault(what, 0));
        }
        return String.join(
                ", ",
                all.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .toList());
    }

    /** So many minutes of work later: within the hours and days of the office. */
    static Instant later(Instant from, long minutes) {
        ZonedDateTime time = from.atZone(ZONE);
        long left = minutes;
        while (true) {
            time = intoTheOffice(time);
            long today = Duration.between(time.toLocalTime(), EVENING).toMinutes();
            if (left <= today) {
                return time.plusMinutes(left).toInstant();
            }
            left -= today;
            time = time.toLocalDate().plusDays(1).atTime(MORNING).atZone(ZONE);
        }
    }

    private static ZonedDateTime intoTheOffice(ZonedDateTime time) {
        ZonedDateTime open = time.toLocalTime().isBefore(MORNING) ? time.with(MORNING) : time;
        if (!open.toLocalTime().isBefore(EVENING)) {
            open = open.toLocalDate().plusDays(1).atTime(MORNING).atZone(ZONE);
        }
        while (open.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue()) {
            open = open.toLocalDate().plusDays(1).atTime(MORNING).atZone(ZONE);
        }
        return open;
    }
}
