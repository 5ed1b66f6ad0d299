package crm.activity.timeline;

import crm.activity.activity.Activities;
import crm.activity.activity.Activity;
import crm.activity.activity.ActivityView;
import crm.activity.activity.RescheduleKind;
import crm.activity.activity.State;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an employee did not get to, put to today at once (T-3, T-9): each by the rule of one alone. */
@Component
public class Overdue {
    /** So many at once, those that are late the longest. */
    public static final int MOST = 200;

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final LocalTime DAY_ENDS = LocalTime.of(18, 0);
    private static final LocalTime LAST = LocalTime.of(23, 45);

    private final Feed feed;
    private final Activities activities;
    private final Clock clock;

    Overdue(Feed feed, Activities activities, Clock clock) {
        this.feed = feed;
        this.activities = activities;
        this.clock = clock;
    }

    /** His own, the first {@value #MOST}; the total is of all. */
    public Page<ActivityView> of(By by) {
        return feed.ofEmployee(by.id(), by, State.OPEN, Feed.Due.OVERDUE, null, MOST);
    }

    /** How many were put off, and how many were refused for what. */
    public record Outcome(int done, Map<Refusal, Integer> left) {

        /** «Перенесено 12. Не перенесено 2: …» */
        public String words(Problems problems) {
            StringBuilder words = new StringBuilder(done == 0 ? "Ничего не перенесено." : "Перенесено " + done + ".");
            left.forEach((refusal, count) -> words.append(" Не перенесено ")
                    .append(count)
                    .append(": ")
                    .append(problems.of(refusal).detail()));
            return words.toString();
        }
    }

    /**
     * Puts them to what is left of today, a quarter of an hour each beside what stands there already. Asked again under the same
     * key it goes on with what is left.
     *
     * @throws Refused when the reason will not do, or a service is away; what only one of them refuses is in the outcome
     */
    public Outcome putToToday(RescheduleKind kind, @Nullable String why, By by, @Nullable RequestKey key) {
        Activity.checkWhy(kind, why);
        List<String> ids = of(by).items().stream().map(ActivityView::id).toList();
        List<Instant> times = times(clock.instant(), feed.zoneOf(by.id()), taken(by), ids.size());
        Map<Refusal, Integer> left = new LinkedHashMap<>();
        int done = 0;
        for (int i = 0; i < ids.size(); i++) {
            RequestKey own = key == null ? null : new RequestKey(Ids.derived(key.key(), ids.get(i)), key.body());
            try {
                activities.rescheduleOverdue(ids.get(i), times.get(i), kind, why, by, own);
                done++;
            } catch (Refused no) {
                if (no.refusal() instanceof Refusals.ServiceAway) {
                    throw no;
                }
                left.merge(no.refusal(), 1, Integer::sum);
            }
        }
        return new Outcome(done, left);
    }

    private Set<Instant> taken(By by) {
        Set<Instant> taken = new HashSet<>();
        feed.today(by).stream()
                .filter(view -> view.state() == State.OPEN)
                .forEach(view -> taken.add(
                        quarter(view.dueAt().atZone(feed.zoneOf(by.id()))).toInstant()));
        return taken;
    }

    /**
     * Where so many things go in the rest of a day: the free quarters of an hour, from the next full one to the end of the working
     * day, after it to the end of the day itself. Where they do not suffice several share one. Never in the past.
     */
    static List<Instant> times(Instant now, ZoneId zone, Set<Instant> taken, int count) {
        ZonedDateTime first = quarter(now.atZone(zone)).plus(STEP);
        ZonedDateTime working = now.atZone(zone).with(DAY_ENDS);
        ZonedDateTime last = first.isAfter(working) ? now.atZone(zone).with(LAST) : working;
        List<Instant> all = new ArrayList<>(List.of(first.toInstant()));
        for (ZonedDateTime at = first.plus(STEP); !at.isAfter(last); at = at.plus(STEP)) {
            all.add(at.toInstant());
        }
        List<Instant> free = all.stream().filter(at -> !taken.contains(at)).toList();
        List<Instant> places = free.isEmpty() ? all : free;
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(places.get(i * places.size() / Math.max(count, places.size())));
        }
        return times;
    }

    private static ZonedDateTime quarter(ZonedDateTime at) {
        long step = STEP.toMinutes();
        return at.truncatedTo(ChronoUnit.HOURS).plusMinutes(at.getMinute() / step * step);
    }
}
