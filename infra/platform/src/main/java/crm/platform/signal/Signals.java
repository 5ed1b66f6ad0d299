package crm.platform.signal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import crm.events.ActivityCancelled;
import crm.events.ActivityClosed;
import crm.events.ActivityMoved;
import crm.events.ActivityPlanned;
import crm.events.ActivityReassigned;
import crm.events.ActivityRescheduled;
import crm.events.ActivityUpdated;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.Topics;
import crm.platform.consume.SequenceGuard;
import crm.platform.consume.Subscription;
import crm.platform.store.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Keeps one small row per activity, guarded by that activity's sequence, and recomputes {@code seen} of the card from its
 * rows whenever one changed. So events of many activities may come in any order, some before the card is there.
 */
public final class Signals implements Pictures {
    private static final String ROWS = "signals";
    /** The lead a deal came of. */
    private static final String LEAD = "leadId";

    private static final int ATTEMPTS = 50;
    /** How long a mention shows the card to the one mentioned (P-3). */
    private static final Duration MENTIONED_FOR = Duration.ofDays(14);

    private final MongoOperations mongo;
    private final Hints hints;
    private final CardKind kind;
    private final String cards;
    private final SequenceGuard rows;

    /**
     * @param kind which cards this service keeps
     * @param cards the collection they are in
     * @param hints where changed signals are announced for the live stream
     */
    public Signals(MongoOperations mongo, Hints hints, CardKind kind, String cards) {
        this.mongo = mongo;
        this.hints = hints;
        this.kind = kind;
        this.cards = cards;
        this.rows = new SequenceGuard(mongo, ROWS);
        mongo.getCollection(ROWS).createIndex(Indexes.ascending("cards"));
        mongo.getCollection(cards).createIndex(Indexes.ascending("seen.participants"));
        mongo.getCollection(cards).createIndex(Indexes.ascending("seen.mentions.employeeId"));
        if (kind == CardKind.DEAL) {
            mongo.getCollection(cards).createIndex(Indexes.ascending(LEAD), new IndexOptions().sparse(true));
        }
    }

    public Subscription subscription() {
        return Subscription.to(Topics.ACTIVITIES)
                .on(ActivityPlanned.class, this::planned)
                .on(ActivityUpdated.class, this::updated)
                .on(ActivityRescheduled.class, this::rescheduled)
                .on(ActivityReassigned.class, this::reassigned)
                .on(CommentAdded.class, this::commented)
                .on(ActivityMoved.class, this::moved)
                .on(ActivityClosed.class, this::closed)
                .on(ActivityCancelled.class, this::cancelled);
    }

    private void planned(ActivityPlanned planned, Envelope meta) {
        row(
                meta,
                planned.card(),
                Updates.combine(
                        Updates.set("type", planned.activityType()),
                        Updates.set("open", true),
                        Updates.set("participants", planned.participants()),
                        Updates.set("responsibleId", planned.responsibleId()),
                        Updates.set("attempts", 0),
                        due(planned.dueAt())));
    }

    private void updated(ActivityUpdated updated, Envelope meta) {
        row(meta, updated.card(), Updates.set("participants", updated.participants()));
    }

    private void rescheduled(ActivityRescheduled rescheduled, Envelope meta) {
        row(
                meta,
                rescheduled.card(),
                Updates.combine(due(rescheduled.dueAt()), Updates.set("attempts", rescheduled.attempts())));
    }

    private void reassigned(ActivityReassigned reassigned, Envelope meta) {
        row(meta, reassigned.card(), Updates.set("responsibleId", reassigned.to()));
    }

    private void commented(CommentAdded comment, Envelope meta) {
        if (!comment.mentions().isEmpty()) {
            row(
                    meta,
                    comment.card(),
                    Updates.combine(
                            Updates.set("mentions", comment.mentions()),
                            Updates.set("mentionedUntil", Date.from(meta.time().plus(MENTIONED_FOR)))));
        }
    }

    private void moved(ActivityMoved moved, Envelope meta) {
        row(
                meta,
                moved.toCard(),
                Updates.set("attempts", moved.attempts()),
                List.of(moved.fromCard().toString(), moved.toCard().toString()));
        refresh(moved.fromCard());
    }

    private void closed(ActivityClosed closed, Envelope meta) {
        row(
                meta,
                closed.card(),
                Updates.combine(Updates.set("open", false), Updates.set("attempts", closed.attempts())));
    }

    private void cancelled(ActivityCancelled cancelled, Envelope meta) {
        row(
                meta,
                cancelled.card(),
                Updates.combine(Updates.set("open", false), Updates.set("attempts", cancelled.attempts())));
    }

    private static Bson due(@Nullable Instant dueAt) {
        return dueAt == null ? Updates.unset("dueAt") : Updates.set("dueAt", Date.from(dueAt));
    }

    private void row(Envelope meta, CardRef card, Bson update) {
        row(meta, card, update, List.of(card.toString()));
    }

    /** @param ever cards the activity is or was on: its failed attempts count for all of them */
    private void row(Envelope meta, CardRef card, Bson update, List<String> ever) {
        if (card.kind() != CardKind.LEAD && card.kind() != CardKind.DEAL) {
            return;
        }
        rows.apply(
                meta.aggregateId(),
                meta.sequence(),
                Updates.combine(update, Updates.set("card", card.toString()), Updates.addEachToSet("cards", ever)));
        refresh(card);
        if (card.kind() != kind) {
            refreshKin(meta.aggregateId(), card);
        }
    }

    /** A lead's activities count for its deal, and go on counting for the lead when they have moved there. */
    private void refreshKin(String activityId, CardRef card) {
        if (kind == CardKind.DEAL) {
            collection()
                    .find(eq(LEAD, card.id()))
                    .projection(Projections.include("_id"))
                    .map(deal -> CardRef.deal(deal.getString("_id")))
                    .into(new ArrayList<>())
                    .forEach(this::refresh);
            return;
        }
        Document row = mongo.getCollection(ROWS).find(eq("_id", activityId)).first();
        if (row != null) {
            row.getList("cards", String.class, List.of()).forEach(ever -> refresh(CardRef.of(ever)));
        }
    }

    /** Computes {@code seen} of a card anew; nothing happens while the card is not there or is another service's. */
    public void refresh(CardRef card) {
        if (card.kind() != kind) {
            return;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Document found = collection()
                    .find(eq("_id", card.id()))
                    .projection(Projections.include("seen.rev", LEAD))
                    .first();
            if (found == null) {
                return;
            }
            Document seen = found.get("seen", Document.class);
            long rev = seen == null ? 0 : ((Number) seen.get("rev")).longValue();
            Bson guard = seen == null ? exists("seen", false) : eq("seen.rev", rev);
            if (collection()
                            .updateOne(
                                    and(eq("_id", card.id()), guard),
                                    Updates.set("seen", compute(card, found.getString(LEAD), rev + 1)))
                            .getMatchedCount()
                    > 0) {
                hints.changed(card, "SignalsChanged", rev + 1);
                return;
            }
        }
        throw new IllegalStateException("too many at once on " + card);
    }

    @Override
    public List<Picture> after(CardKind wanted, String cardId, int most) {
        return wanted != kind
                ? List.of()
                : collection()
                        .find(gt("_id", cardId))
                        .projection(Projections.include("seen"))
                        .sort(Sorts.ascending("_id"))
                        .limit(most)
                        .map(this::picture)
                        .into(new ArrayList<>());
    }

    @Override
    public Optional<Picture> of(CardRef card) {
        return card.kind() != kind
                ? Optional.empty()
                : Optional.ofNullable(collection()
                                .find(eq("_id", card.id()))
                                .projection(Projections.include("seen"))
                                .first())
                        .map(this::picture);
    }

    /** What is stored, not what would be computed now. */
    private Picture picture(Document card) {
        String ref = new CardRef(kind, card.getString("_id")).toString();
        Document seen = card.get("seen", new Document());
        Document next = seen.get("next", Document.class);
        Date due = next == null ? null : next.getDate("dueAt");
        return new Picture(
                ref,
                next == null
                        ? null
                        : new Picture.Next(
                                next.getString("activityId"),
                                next.getString("type"),
                                due == null ? null : due.toInstant()),
                seen.getInteger("open", 0),
                seen.getInteger("attempts", 0),
                seen.getList("participants", String.class, List.of()),
                seen.getList("mentions", Document.class, List.of()).stream()
                        .map(mention -> mention.getString("employeeId"))
                        .toList());
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(cards);
    }

    /** Who was mentioned on the card itself, each with the latest date. */
    private static List<Document> mentions(CardRef card, List<Document> all) {
        Map<String, Date> until = new TreeMap<>();
        for (Document row : all) {
            if (card.toString().equals(row.getString("card"))) {
                for (String who : row.getList("mentions", String.class, List.of())) {
                    until.merge(who, row.getDate("mentionedUntil"), (a, b) -> a.after(b) ? a : b);
                }
            }
        }
        return until.entrySet().stream()
                .map(each -> new Document("employeeId", each.getKey()).append("until", each.getValue()))
                .toList();
    }

    private Document compute(CardRef card, @Nullable String leadId, long rev) {
        List<String> ever = leadId == null ? List.of(card.toString()) : List.of(card.toString(), "lead/" + leadId);
        List<Document> all = mongo.getCollection(ROWS).find(in("cards", ever)).into(new ArrayList<>());
        Picture picture =
                Picture.of(card.toString(), all.stream().map(Signals::part).toList());
        Document seen = new Document("open", picture.open())
                .append("attempts", picture.attempts())
                .append("participants", picture.asked())
                .append("mentions", mentions(card, all))
                .append("rev", rev);
        Picture.Next next = picture.next();
        if (next != null) {
            seen.append(
                    "next",
                    new Document("activityId", next.activityId())
                            .append("type", next.type())
                            .append("dueAt", next.dueAt() == null ? null : Date.from(next.dueAt())));
        }
        return seen;
    }

    private static Picture.Part part(Document row) {
        Date due = row.getDate("dueAt");
        return new Picture.Part(
                row.getString("_id"),
                row.getString("card"),
                row.getString("type"),
                row.getBoolean("open", false),
                due == null ? null : due.toInstant(),
                row.getString("responsibleId"),
                row.getList("participants", String.class, List.of()),
                row.getList("mentions", String.class, List.of()),
                row.getInteger("attempts", 0));
    }
}
