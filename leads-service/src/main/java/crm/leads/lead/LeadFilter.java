package crm.leads.lead;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.store.Cursor;
import crm.platform.web.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The filters of list and board (V-3), the row rule always among them. */
final class LeadFilter {
    static final Set<String> FILTERS = Set.of(
            "stage",
            "responsible",
            "source",
            "city",
            "q",
            "createdFrom",
            "createdTo",
            "withoutActivity",
            "overdue",
            "reason",
            "asked");

    private LeadFilter() {}

    static Bson of(Query query, By by, Instant now, ZoneId zone) {
        List<Bson> all = new ArrayList<>();
        all.add(LeadAccess.visibleTo(by));
        List<Stage> stages = query.all("stage", Stage::valueOf);
        if (!stages.isEmpty()) {
            all.add(in("stage", stages.stream().map(Stage::name).toList()));
        }
        List<Bson> responsible = query.all("responsible").stream()
                .map(who -> switch (who) {
                    case "me" -> eq("responsibleId", by.id());
                    case "none" -> eq("responsibleId", null);
                    default -> eq("responsibleId", who);
                })
                .toList();
        if (!responsible.isEmpty()) {
            all.add(responsible.size() == 1 ? responsible.getFirst() : or(responsible));
        }
        List<Source> sources = query.all("source", Source::valueOf);
        if (!sources.isEmpty()) {
            all.add(in("source", sources.stream().map(Source::name).toList()));
        }
        if (!query.all("city").isEmpty()) {
            all.add(in("city", query.all("city")));
        }
        List<Reason> reasons = query.all("reason", Reason::valueOf);
        if (!reasons.isEmpty()) {
            all.add(in("rejection.reason", reasons.stream().map(Reason::name).toList()));
        }
        query.one("q").ifPresent(text -> all.add(Words.match("search", text)));
        query.day("createdFrom").ifPresent(day -> all.add(gte("createdAt", start(day, zone))));
        query.day("createdTo").ifPresent(day -> all.add(lt("createdAt", start(day.plusDays(1), zone))));
        if (query.flag("withoutActivity")) {
            all.add(in("stage", "NEW", "IN_WORK", "QUALIFICATION"));
            all.add(exists("seen.next", false));
        }
        if (query.flag("overdue")) {
            all.add(lt("seen.next.dueAt", Date.from(now)));
        }
        if (query.flag("asked")) {
            all.add(eq("seen.participants", by.id()));
        }
        return and(all.stream()
                .filter(part -> !(part instanceof Document empty && empty.isEmpty()))
                .toList());
    }

    static Cursor sort(Query query) {
        String wanted = query.one("sort").orElse("-createdAt");
        boolean descending = wanted.startsWith("-");
        String name = descending ? wanted.substring(1) : wanted;
        String field = switch (name) {
            case "createdAt", "title", "stage" -> name;
            case "nextDue" -> "seen.next.dueAt";
            default -> throw crm.platform.refusal.Refusals.malformed("sort", wanted);
        };
        return new Cursor(field, descending);
    }

    static Date start(LocalDate day, ZoneId zone) {
        return Date.from(day.atStartOfDay(zone).toInstant());
    }
}
