package crm.activity.notification;

import crm.activity.calendar.CalendarFile;
import crm.activity.timeline.Feed;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.ui.Ru;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sends the letters that are wished (T-10), on every instance, each letter by one. Between the server's word that it has a letter
 * and the mark of it a crash can fall: then it goes out again under the same Message-ID, and the dashboard counts it.
 */
@Component
class Mailing {
    private static final Logger log = LoggerFactory.getLogger(Mailing.class);
    private static final int A_ROUND = 200;

    private final Post post;
    private final Letters letters;
    private final Inbox inbox;
    private final Feed feed;
    private final CalendarFile calendar;
    private final Employees employees;
    private final NoticeWords sentences;
    private final Problems words;
    private final ITemplateEngine templates;
    private final Clock clock;
    private final String site;

    Mailing(
            Post post,
            Letters letters,
            Inbox inbox,
            Feed feed,
            CalendarFile calendar,
            Employees employees,
            NoticeWords sentences,
            Problems words,
            ITemplateEngine templates,
            Clock clock,
            @Value("${crm.public-url}") String site) {
        this.post = post;
        this.letters = letters;
        this.inbox = inbox;
        this.feed = feed;
        this.calendar = calendar;
        this.employees = employees;
        this.sentences = sentences;
        this.words = words;
        this.templates = templates;
        this.clock = clock;
        this.site = site;
    }

    @Scheduled(fixedDelayString = "${crm.mail.look-every}")
    void look() {
        if (post.isOn()) {
            send();
        }
    }

    /** What is due now, until there is nothing or the mail server does not take it. */
    void send() {
        boolean goesOn = true;
        for (int i = 0; goesOn && i < A_ROUND; i++) {
            goesOn = letters.take().map(this::send).orElse(false);
        }
    }

    /** False when the server is to be left alone for a while. */
    private boolean send(Letters.Taken taken) {
        Optional<Employee> to = employees.find(taken.notice().employeeId()).filter(Employee::isActive);
        if (to.isEmpty()) {
            letters.drop(taken);
            return true;
        }
        String address = to.get().email();
        if (address == null) {
            letters.giveUp(taken, words.words("letter.no-address", to.get().fullName()));
            return true;
        }
        try {
            post.send(letter(taken.notice(), to.get(), address));
        } catch (MailException failed) {
            String why = String.valueOf(failed.getMessage());
            log.warn("letter {} is not sent: {}", taken.notice().id(), why);
            if (Post.isFinal(failed)) {
                letters.giveUp(taken, why);
                return true;
            }
            letters.later(taken, why);
            return false;
        }
        letters.sent(taken);
        return true;
    }

    /** Says what the bell says, and no more. */
    private Letter letter(Notice notice, Employee to, String address) {
        NoticeView view = inbox.view(notice, new By(to.id(), to.fullName(), to.roles()));
        String title = sentences.title(view);
        String about = sentences.about(view, new Ru(to.zone(), clock));
        String url = site + NoticeWords.url(notice);
        String why = words.words("letter.why");
        Context said =
                new Context(Locale.of("ru", "RU"), Map.of("title", title, "about", about, "url", url, "why", why));
        return new Letter(
                notice.id(),
                address,
                title,
                String.join("\n\n", title, about, url, why) + "\n",
                templates.process("activity/letter", said),
                invitation(notice, view));
    }

    /** T-13: who is invited gets the meeting's calendar file. */
    private @Nullable String invitation(Notice notice, NoticeView view) {
        boolean asked = notice.cause() == Cause.INVITED || notice.cause() == Cause.TASK;
        return asked && notice.activityId() != null && view.activityType() != null
                ? feed.openMeeting(notice.activityId())
                        .map(meeting -> calendar.invitation(meeting, view.title()))
                        .orElse(null)
                : null;
    }
}
