package crm.platform.card;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import crm.platform.signal.Seen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** When the next activity of a card is due, by the days of the department's zone. Without a time it is later, and planned. */
public enum Due {
    OVERDUE,
    TODAY,
    TOMORROW,
    LATER,
    NONE,
    /** Of a column's bar: tomorrow or later. */
    PLANNED;

    private static final String DUE_AT = "seen.next.dueAt";
    private static final String NEXT = "seen.next";

    /** The columns of a board by due date, in their order. */
    public static final List<Due> COLUMNS = List.of(OVERDUE, TODAY, TOMORROW, LATER, NONE);

    public static Due of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The column of a card with this next activity. */
    public static Due of(@Nullable Seen next, Instant now, ZoneId zone) {
        Seen.Next activity = next == null ? null : next.next();
        if (activity == null) {
            return NONE;
        }
        Instant at = activity.dueAt();
        if (at == null) {
            return LATER;
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate day = LocalDate.ofInstant(at, zone);
        return at.isBefore(now)
                ? OVERDUE
                : day.equals(today) ? TODAY : day.equals(today.plusDays(1)) ? TOMORROW : LATER;
    }

    /** As addresses have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Bson filter(Instant now, ZoneId zone) {
        Date moment = Date.from(now);
        Date tomorrow = day(1, now, zone);
        Date later = day(2, now, zone);
        return switch (this) {
            case NONE -> exists(NEXT, false);
            case OVERDUE -> lt(DUE_AT, moment);
            case TODAY -> and(gte(DUE_AT, moment), lt(DUE_AT, tomorrow));
            case TOMORROW -> and(gte(DUE_AT, tomorrow), lt(DUE_AT, later));
            case LATER -> and(exists(NEXT), or(gte(DUE_AT, later), eq(DUE_AT, null)));
            case PLANNED -> and(exists(NEXT), or(gte(DUE_AT, tomorrow), eq(DUE_AT, null)));
        };
    }

    /** The name of a card's column, for a group of an aggregation. */
    static Document column(Instant now, ZoneId zone) {
        String dueAt = "$" + DUE_AT;
        Document rest = either(before(dueAt, day(2, now, zone)), TOMORROW.name(), LATER.name());
        rest = either(before(dueAt, day(1, now, zone)), TODAY.name(), rest);
        rest = either(before(dueAt, Date.from(now)), OVERDUE.name(), rest);
        rest = either(missing(dueAt), LATER.name(), rest);
        return either(missing("$seen.next.activityId"), NONE.name(), rest);
    }

    /** The name of a card's part of its column's bar, for a group of an aggregation; what most cards are is found out first. */
    static Document part(Instant now, ZoneId zone) {
        String dueAt = "$" + DUE_AT;
        Document rest = either(before(dueAt, Date.from(now)), OVERDUE.name(), TODAY.name());
        rest = either(missing(dueAt), PLANNED.name(), rest);
        rest = either(missing("$seen.next.activityId"), NONE.name(), rest);
        // what is not there comes before every moment
        return either(before(dueAt, day(1, now, zone)), rest, PLANNED.name());
    }

    private static Date day(int ahead, Instant now, ZoneId zone) {
        return CardFilter.start(LocalDate.ofInstant(now, zone).plusDays(ahead), zone);
    }

    private static Document before(String field, Date moment) {
        return new Document("$lt", List.of(field, moment));
    }

    private static Document missing(String field) {
        return new Document("$eq", List.of(new Document("$ifNull", List.of(field, false)), false));
    }

    private static Document either(Document condition, Object yes, Object no) {
        return new Document("$cond", List.of(condition, yes, no));
    }
}
