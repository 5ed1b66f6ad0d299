package crm.directory.client;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import crm.events.DealUpdated;
import crm.events.Money;
import crm.events.StageChanged;
import crm.platform.consume.SequenceGuard;
import crm.platform.store.Envelope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Which deals were won with which clients, and by whom, kept from the deals' events: a row for each deal that ever was won. */
@Component
public class WonDeals {
    private static final String COLLECTION = "won_deals";
    private static final String WON = "WON";
    private static final int SHOWN = 20;

    private final MongoOperations mongo;
    private final SequenceGuard rows;

    WonDeals(MongoOperations mongo) {
        this.mongo = mongo;
        this.rows = new SequenceGuard(mongo, COLLECTION);
        deals().createIndex(Indexes.compoundIndex(Indexes.ascending("clients", "won"), Indexes.descending("wonAt")));
    }

    private MongoCollection<Document> deals() {
        return mongo.getCollection(COLLECTION);
    }

    /** A deal that stands won. */
    public record Won(
            String dealId,
            Instant wonAt,
            @Nullable String responsibleId,
            @Nullable BigDecimal amount) {}

    /** Takes a move to or from WON; gives everybody whose status may be another one now, also when it comes again. */
    Set<String> moved(StageChanged moved, Envelope meta) {
        boolean won = moved.to().equals(WON);
        if (!won && !moved.from().equals(WON)) {
            return Set.of();
        }
        Set<String> concerned = clients(meta.aggregateId());
        List<String> clients = clients(moved.companyId(), moved.contactIds());
        Money amount = moved.amount();
        rows.apply(
                meta.aggregateId(),
                meta.sequence(),
                Updates.combine(
                        Updates.set("clients", clients),
                        Updates.set("won", won),
                        Updates.set("wonAt", Date.from(meta.time())),
                        Updates.set("responsibleId", moved.responsibleId()),
                        Updates.set("amount", amount == null ? null : new Decimal128(amount.value()))));
        concerned.addAll(clients);
        return concerned;
    }

    /** Takes other people or another company of a deal that was won. */
    Set<String> updated(DealUpdated updated, Envelope meta) {
        Set<String> concerned = clients(meta.aggregateId());
        if (deals().find(eq("_id", meta.aggregateId())).first() != null) {
            List<String> clients = clients(updated.companyId(), updated.contactIds());
            rows.apply(meta.aggregateId(), meta.sequence(), Updates.set("clients", clients));
            concerned.addAll(clients);
        }
        return concerned;
    }

    private Set<String> clients(String dealId) {
        Document row = deals().find(eq("_id", dealId)).first();
        return row == null
                ? new LinkedHashSet<>()
                : new LinkedHashSet<>(row.getList("clients", String.class, List.of()));
    }

    private static List<String> clients(@Nullable String companyId, List<String> contactIds) {
        List<String> clients = new ArrayList<>(contactIds);
        if (companyId != null) {
            clients.add(companyId);
        }
        return clients;
    }

    /** The deals won with a card or with one that turned out to be it, the newest first. */
    List<Won> with(ClientCard<?> card) {
        List<String> ids = new ArrayList<>(card.life().absorbed());
        ids.add(card.id());
        List<Won> won = new ArrayList<>();
        deals().find(and(in("clients", ids), eq("won", true)))
                .sort(Sorts.descending("wonAt"))
                .limit(SHOWN)
                .forEach(row -> won.add(new Won(
                        row.getString("_id"),
                        row.getDate("wonAt").toInstant(),
                        row.getString("responsibleId"),
                        row.get("amount") instanceof Decimal128 amount ? amount.bigDecimalValue() : null)));
        return won;
    }
}
