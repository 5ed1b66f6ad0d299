package crm.activity.notification;

import crm.activity.timeline.Feed;
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
    private final NoticeWords sentences;
    private final Post post;
    private final Problems words;
    private final Ru ru;

    NotificationPages(
            Inbox inbox,
            Notices notices,
            Preferences preferences,
            Feed feed,
            NoticeWords sentences,
            Post post,
            Problems words,
            Ru ru) {
        this.inbox = inbox;
        this.notices = notices;
        this.preferences = preferences;
        this.feed = feed;
        this.sentences = sentences;
        this.post = post;
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
        return new Notification(
                view.cause().icon(),
                sentences.title(view),
                sentences.about(view, ru),
                "/notifications/" + view.id() + "/open",
                view.at(),
                !view.read());
    }

    /** Reads it and goes where it is about: the reader's own act, the address is in no other page. */
    @PostMapping("/notifications/{id}/open")
    ResponseEntity<Void> open(@PathVariable String id, By by) {
        Notice notice = notices.find(id, by.id()).orElseThrow(Refusals::notFound);
        notices.markRead(by.id(), List.of(id));
        return ResponseEntity.noContent()
                .header("HX-Redirect", NoticeWords.url(notice))
                .build();
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
                                Option.of(cause.name(), words.words("notice.about." + cause)),
                                now.wants(cause),
                                now.mailed().contains(cause)))
                        .toList());
        model.addAttribute("mail", post.isOn());
        return "activity/notifications :: settings(dialog=${dialog},causes=${causes},mail=${mail})";
    }

    /** Something one can be notified of, and whether one wants it, under the bell and by e-mail. */
    record Choice(Option option, boolean wanted, boolean mailed) {}

    @PostMapping("/notifications/settings")
    ResponseEntity<Void> keep(
            @RequestParam(required = false) @Nullable Integer minutesBefore,
            @RequestParam(required = false) @Nullable Set<Cause> wanted,
            @RequestParam(required = false) @Nullable Set<Cause> mailed,
            By by) {
        Inbox.needEmployee(by);
        if (minutesBefore == null) {
            throw Refusals.invalid("minutesBefore", "required");
        }
        EnumSet<Cause> muted = EnumSet.allOf(Cause.class);
        if (wanted != null) {
            muted.removeAll(wanted);
        }
        // without a mail server the question is not asked, and what was said before stays
        Set<Cause> byMail = post.isOn()
                ? mailed == null ? Set.of() : mailed
                : preferences.of(by.id()).mailed();
        preferences.keep(by.id(), new Preference(minutesBefore, muted, byMail).checked());
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, HxTrigger.said("Настройки сохранены").value())
                .build();
    }
}
