package crm.directory.client;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.web.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;

/** The filters of contacts and companies: мои, ничьи, все; by text; by client status. What was merged is in no list. */
final class ClientQuery {
    /** Cards that stand for themselves. */
    static final Bson STANDING = eq("life.mergedInto", null);

    private static final Set<String> NAMES = Set.of("q", "responsible", "released", "clientStatus", "cursor", "limit");

    private ClientQuery() {}

    static Bson filter(Query query, By by) {
        query.only(NAMES);
        List<Bson> all = new ArrayList<>(List.of(STANDING));
        query.one("q").ifPresent(text -> all.add(Words.match("search", text)));
        query.one("responsible")
                .ifPresent(who -> all.add(eq(
                        "responsibleId",
                        switch (who) {
                            case "me" -> by.id();
                            case "none" -> null;
                            default -> who;
                        })));
        if (!query.all("released").isEmpty()) {
            all.add(in("life.releasedFrom", query.all("released")));
        }
        List<ClientStatus> statuses = query.all("clientStatus", ClientStatus::valueOf);
        if (!statuses.isEmpty()) {
            all.add(in("clientStatus", statuses.stream().map(Enum::name).toList()));
        }
        return and(all);
    }

    /** What was merged has no words, so it need not be left out. */
    static Bson text(String text) {
        return Words.match("search", text);
    }
}
