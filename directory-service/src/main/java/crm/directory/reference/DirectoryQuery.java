package crm.directory.reference;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.web.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The filters of contacts and companies: мои, ничьи, все; by text; by client status. */
public final class DirectoryQuery {
    private static final Set<String> NAMES = Set.of("q", "responsible", "clientStatus", "cursor", "limit");

    private DirectoryQuery() {}

    public static Bson filter(Query query, By by) {
        query.only(NAMES);
        List<Bson> all = new ArrayList<>();
        query.one("q").ifPresent(text -> all.add(Words.match("search", text)));
        query.one("responsible")
                .ifPresent(who -> all.add(eq(
                        "responsibleId",
                        switch (who) {
                            case "me" -> by.id();
                            case "none" -> null;
                            default -> who;
                        })));
        List<ClientStatus> statuses = query.all("clientStatus", ClientStatus::valueOf);
        if (!statuses.isEmpty()) {
            all.add(in("clientStatus", statuses.stream().map(Enum::name).toList()));
        }
        return all.isEmpty() ? new Document() : and(all);
    }
}
