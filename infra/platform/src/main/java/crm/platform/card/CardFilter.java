package crm.platform.card;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Filters;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.signal.Seen;
import crm.platform.store.Cursor;
import crm.platform.web.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The filters that lists and boards of every kind of card know (V-3), the reader's row rule always first. */
public final class CardFilter {
    private static final Set<String> NAMES = Set.of(
            "stage",
            "responsible",
            "released",
            "source",
            "city",
            "q",
            "createdFrom",
            "createdTo",
            "withoutActivity",
            "overdue",
            "due",
            "waiting",
            "reason",
            "asked");

    private static final String WAIT = "WAIT";

    private final Query query;
    private final List<Bson> all = new ArrayList<>();

    private CardFilter(Query query) {
        this.query = query;
    }

    /** The parameters of a board; a list has {@code sort}, {@code cursor} and {@code limit} besides. */
    public static Set<String> names(String... more) {
        Set<String> names = new HashSet<>(NAMES);
        names.addAll(List.of(more));
        return names;
    }

    /**
     * @param visible the rows this reader may see at all; those he is asked into are shown only when just they are wanted
     *     (P-3)
     * @param open the open stages' names
     */
    public static CardFilter of(
            Query query,
            Supplier<Bson> visible,
            CardText text,
            By by,
            Collection<String> open,
            Instant now,
            ZoneId zone) {
        CardFilter filter = new CardFilter(query).and(query.flag("asked") ? Seen.asking(by, now) : visible.get());
        List<Bson> responsible = query.all("responsible").stream()
                .map(who -> switch (who) {
                    case "me" -> eq("responsibleId", by.id());
                    case "none" -> eq("responsibleId", null);
                    default -> eq("responsibleId", who);
                })
                .toList();
        if (!responsible.isEmpty()) {
            filter.and(responsible.size() == 1 ? responsible.getFirst() : or(responsible));
        }
        if (!query.all("released").isEmpty()) {
            filter.and(in("releasedFrom", query.all("released")));
        }
        if (!query.all("city").isEmpty()) {
            filter.and(in("city", query.all("city")));
        }
        query.one("q").ifPresent(typed -> filter.and(text.match(typed, by)));
        query.day("createdFrom").ifPresent(day -> filter.and(gte("createdAt", start(day, zone))));
        query.day("createdTo").ifPresent(day -> filter.and(lt("createdAt", start(day.plusDays(1), zone))));
        if (query.flag("withoutActivity")) {
            filter.and(in("stage", open)).and(exists("seen.next", false));
        }
        if (query.flag("overdue")) {
            filter.and(lt("seen.next.dueAt", Date.from(now)));
        }
        if (query.flag("waiting")) {
            filter.and(in("stage", open)).and(eq("seen.next.type", WAIT));
        }
        List<Bson> due = query.all("due", Due::of).stream()
                .map(part -> part.filter(now, zone))
                .toList();
        if (!due.isEmpty()) {
            filter.and(in("stage", open)).and(due.size() == 1 ? due.getFirst() : or(due));
        }
        return filter;
    }

    public CardFilter and(Bson part) {
        if (!(part instanceof Document empty && empty.isEmpty())) {
            all.add(part);
        }
        return this;
    }

    /** Any of the values of a parameter; a value that is none of the enum's is a 400. */
    public <E extends Enum<E>> CardFilter anyOf(String parameter, String field, Function<String, E> parse) {
        List<E> values = query.all(parameter, parse);
        return values.isEmpty()
                ? this
                : and(in(field, values.stream().map(Enum::name).toList()));
    }

    public Bson done() {
        return all.isEmpty() ? new Document() : Filters.and(all);
    }

    /** The order asked for; {@code more} are names besides createdAt, title, stage and nextDue. */
    public static Cursor sort(Query query, String... more) {
        String wanted = query.one("sort").orElse("-createdAt");
        boolean descending = wanted.startsWith("-");
        String name = descending ? wanted.substring(1) : wanted;
        if (name.equals("nextDue")) {
            return new Cursor("seen.next.dueAt", descending);
        }
        if (Set.of("createdAt", "title", "stage").contains(name)
                || List.of(more).contains(name)) {
            return new Cursor(name, descending);
        }
        throw Refusals.malformed("sort", wanted);
    }

    public static Date start(LocalDate day, ZoneId zone) {
        return Date.from(day.atStartOfDay(zone).toInstant());
    }
}
