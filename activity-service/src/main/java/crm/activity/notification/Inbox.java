package crm.activity.notification;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import crm.activity.card.Asked;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.web.Page;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** What an employee has under his bell. What he may not see any more has no title (P-2). */
@Component
class Inbox {
    private final Notices notices;
    private final Cards cards;
    private final Asked asked;
    private final MongoOperations mongo;

    Inbox(Notices notices, Cards cards, Asked asked, MongoOperations mongo) {
        this.notices = notices;
        this.cards = cards;
        this.asked = asked;
        this.mongo = mongo;
    }

    static void needEmployee(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
    }

    Page<NoticeView> of(By by, @Nullable String cursor, int limit) {
        needEmployee(by);
        Page<Notice> page = notices.of(by.id(), cursor, limit);
        return page.map(shown(page.items(), by));
    }

    /** One notification of his as he may see it. */
    NoticeView view(Notice notice, By by) {
        return shown(List.of(notice), by).apply(notice);
    }

    private Function<Notice, NoticeView> shown(List<Notice> these, By by) {
        List<String> refs = these.stream()
                .map(Notice::card)
                .filter(Objects::nonNull)
                .map(CardRef::toString)
                .distinct()
                .toList();
        Map<String, Card> known = cards.findAll(refs);
        Map<String, Set<String>> into = asked.into(refs);
        Map<String, NoticeView.Activity> activities = activities(
                these.stream().map(Notice::activityId).filter(Objects::nonNull).toList());
        return notice -> {
            Card card = notice.card() == null ? null : known.get(notice.card().toString());
            boolean shown = card != null
                    && CardAccess.shows(card, by, into.getOrDefault(card.ref().toString(), Set.of()));
            return NoticeView.of(
                    notice,
                    shown ? card.title() : null,
                    shown && notice.activityId() != null ? activities.get(notice.activityId()) : null);
        };
    }

    private Map<String, NoticeView.Activity> activities(Collection<String> ids) {
        Map<String, NoticeView.Activity> found = new HashMap<>();
        mongo.getCollection("timeline")
                .find(in("_id", ids))
                .projection(Projections.include("type", "text", "dueAt"))
                .forEach(row -> {
                    Date due = row.getDate("dueAt");
                    found.put(
                            row.getString("_id"),
                            new NoticeView.Activity(
                                    row.getString("type"),
                                    row.getString("text"),
                                    due == null ? null : due.toInstant()));
                });
        return found;
    }
}
