package crm.activity.notification;

import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own notifications over HTTP (T-10). */
@RestController
@RequestMapping("/api/notifications")
class NotificationApi {
    private static final int MOST = 200;

    private final Inbox inbox;
    private final Notices notices;
    private final Preferences preferences;

    NotificationApi(Inbox inbox, Notices notices, Preferences preferences) {
        this.inbox = inbox;
        this.notices = notices;
        this.preferences = preferences;
    }

    /** @param unread at most 100 */
    record Items(
            List<NoticeView> items, @Nullable String nextCursor, long total, boolean totalIsLowerBound, int unread) {}

    /** @param ids which were read; null for all */
    record Read(@Nullable List<String> ids) {}

    record Wanted(
            @Nullable Integer minutesBefore,
            @Nullable List<Cause> muted,
            @Nullable List<Cause> mailed) {}

    @GetMapping
    Items items(Query query, By by) {
        query.only(Set.of("cursor", "limit"));
        Page<NoticeView> page = inbox.of(by, query.one("cursor").orElse(null), query.limit());
        return new Items(
                page.items(), page.nextCursor(), page.total(), page.totalIsLowerBound(), notices.unread(by.id()));
    }

    @PostMapping("/read")
    ResponseEntity<Void> read(@RequestBody Read read, By by) {
        Inbox.needEmployee(by);
        if (read.ids() == null) {
            notices.markRead(by.id());
        } else {
            new Fields().atMost("ids", read.ids(), MOST).orRefuse();
            notices.markRead(by.id(), read.ids());
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/settings")
    Preference settings(By by) {
        Inbox.needEmployee(by);
        return preferences.of(by.id());
    }

    @PutMapping("/settings")
    Preference keep(@RequestBody Wanted wanted, By by) {
        Inbox.needEmployee(by);
        if (wanted.minutesBefore() == null) {
            throw Refusals.invalid("minutesBefore", "required");
        }
        Preference preference =
                new Preference(wanted.minutesBefore(), some(wanted.muted()), some(wanted.mailed())).checked();
        preferences.keep(by.id(), preference);
        return preference;
    }

    private static Set<Cause> some(@Nullable List<Cause> causes) {
        return causes == null ? Set.of() : new HashSet<>(causes);
    }
}
