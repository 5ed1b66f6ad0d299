package crm.activity.notification;

import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.ui.Ru;
import org.springframework.stereotype.Component;

/** A notification in words, the same under the bell and in a letter. */
@Component
class NoticeWords {
    private final Employees employees;
    private final Problems words;

    NoticeWords(Employees employees, Problems words) {
        this.employees = employees;
        this.words = words;
    }

    /** What has happened: «Вам поставили задачу: Ольга Белова». */
    String title(NoticeView view) {
        return words.words("notice." + view.cause(), employees.nameOf(view.actor()));
    }

    /** What it is about: «Звонок 23.11.2026 14:30 · Компания Нэйм», as the reader's clock has it. */
    String about(NoticeView view, Ru ru) {
        String card = view.title() == null ? words.words("notice.hidden") : view.title();
        return view.activityType() == null || view.cause() == Cause.MENTIONED
                ? card
                : words.words("activity." + view.activityType())
                        + (view.dueAt() == null ? "" : " " + ru.dateTime(view.dueAt()))
                        + " · " + card;
    }

    /** Where it leads, as a path. */
    static String url(Notice notice) {
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
}
