package crm.activity.notification;

import crm.activity.timeline.Feed;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.HxTrigger;
import crm.ui.Notification;
import crm.ui.Ru;
import crm.ui.dialog.Dialog;
import crm.ui.form.Form;
import crm.ui.form.Option;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The bell, what it opens, and what one wants to hear of (T-10). */
@Controller
class NotificationPages {
    private static final int SHOWN = 30;

    private final Inbox inbox;
    private final Notices notices;
    private final Preferences preferences;
    private final Feed feed;
    private final Employees employees;
    private final Problems words;
    private final Ru ru;

    NotificationPages(
            Inbox inbox,
            Notices notices,
            Preferences preferences,
            Feed feed,
            Employees employees,
            Problems words,
            Ru ru) {
        this.inbox = inbox;
        this.notices = notices;
        this.preferences = preferences;
        this.feed = feed;
        this.employees = employees;
        this.words = words;
        this.ru = ru;
    }

    @GetMapping("/notifications/bell")
    String bell(By by, Model model) {
        model.addAttribute("unread", notices.unread(by.id()));
        model.addAttribute("overdue", (int) feed.countOpen(by.id(), Feed.Due.OVERDUE));
        return "kit/search :: bell(unread=${unread},overdue=${overdue})";
    }

    @GetMapping("/notifications/list")
    String list(By by, Model model) {
        model.addAttribute("unread", notices.unread(by.id()));
        model.addAttribute(
                "items",
                inbox.of(by, null, SHOWN).items().stream().map(this::item).toList());
        return "kit/search :: notifications(unread=${unread},items=${items})";
    }

    private Notification item(NoticeView view) {
        String actor = employees.nameOf(view.actor());
        String title = words.words("notice." + view.cause(), actor);
        String card = view.title() == null ? words.words("notice.hidden") : view.title();
        String what = view.activityType() == null || view.cause() == Cause.MENTIONED
                ? card
                : words.words("activity." + view.activityType())
                        + (view.dueAt() == null ? "" : " " + ru.dateTime(view.dueAt()))
                        + " · " + card;
        return new Notification(
                view.cause().icon(), title, what, "/notifications/" + view.id() + "/open", view.at(), !view.read());
    }

    /** Reads it and goes where it is about: the reader's own act, the address is in no other page. */
    @PostMapping("/notifications/{id}/open")
    ResponseEntity<Void> open(@PathVariable String id, By by) {
        Notice notice = notices.find(id, by.id()).orElseThrow(Refusals::notFound);
        notices.markRead(by.id(), List.of(id));
        return ResponseEntity.noContent().header("HX-Redirect", url(notice)).build();
    }

    private static String url(Notice notice) {
        if (notice.card() == null) {
            return "/my-day";
        }
        String kind = notice.card().kind().code();
        if (notice.cause() == Cause.RELEASED) {
            return "/" + kind + "s/list?responsible=none";
        }
        return (kind.equals("company") ? "/companies/" : "/" + kind + "s/")
                + notice.card().id();
    }

    @PostMapping("/notifications/read")
    String readAll(By by, Model model) {
        Inbox.needEmployee(by);
        notices.markRead(by.id());
        return list(by, model);
    }

    @GetMapping("/notifications/settings")
    String settings(By by, Model model) {
        Inbox.needEmployee(by);
        Preference now = preferences.of(by.id());
        model.addAttribute(
                "dialog",
                Dialog.of("Уведомления", null, "/notifications/settings", "Сохранить")
                        .form(Form.EMPTY.with("minutesBefore", now.minutesBefore())));
        model.addAttribute(
                "causes",
                Arrays.stream(Cause.values())
                        .map(cause -> new Choice(
                                Option.of(cause.name(), words.words("notice.about." + cause)), now.wants(cause)))
                        .toList());
        return "activity/notifications :: settings(dialog=${dialog},causes=${causes})";
    }

    /** Something one can be notified of, and whether one wants it. */
    record Choice(Option option, boolean wanted) {}

    @PostMapping("/notifications/settings")
    ResponseEntity<Void> keep(
            @RequestParam(required = false) @Nullable Integer minutesBefore,
            @RequestParam(required = false) @Nullable Set<Cause> wanted,
            By by) {
        Inbox.needEmployee(by);
        if (minutesBefore == null) {
            throw Refusals.invalid("minutesBefore", "required");
        }
        EnumSet<Cause> muted = EnumSet.allOf(Cause.class);
        if (wanted != null) {
            muted.removeAll(wanted);
        }
        preferences.keep(by.id(), new Preference(minutesBefore, muted).checked());
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, HxTrigger.said("Настройки сохранены").value())
                .build();
    }
}
