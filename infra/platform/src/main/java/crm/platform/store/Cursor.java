package crm.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import crm.platform.refusal.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bson.BsonInvalidOperationException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/**
 * Keyset paging over one sort field and the id: the place is the last row's values, so rows added meanwhile move nothing.
 * Rows without the field come first when ascending, last when descending, as MongoDB sorts them.
 */
public record Cursor(String field, boolean descending) {

    public Bson sort() {
        return descending
                ? Sorts.orderBy(Sorts.descending(field), Sorts.descending("_id"))
                : Sorts.orderBy(Sorts.ascending(field), Sorts.ascending("_id"));
    }

    /** Opaque to clients: where the page that ended with this row ended. */
    public String after(Document last) {
        Object value = valueAt(last, field);
        String json = new Document("v", value)
                .append("i", last.get("_id"))
                .append("f", field)
                .toJson();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Object valueAt(Document row, String path) {
        return row.getEmbedded(List.of(path.split("\\.")), Object.class);
    }

    /** The rows after the place; everything when there is none. */
    public Bson from(@Nullable String cursor) {
        if (cursor == null) {
            return new Document();
        }
        Document place = read(cursor);
        Object value = place.get("v");
        Object id = place.get("i");
        Bson sameButLater = descending ? lt("_id", id) : gt("_id", id);
        if (value == null) {
            Bson same = and(eq(field, null), sameButLater);
            return descending ? same : or(same, Filters.ne(field, null));
        }
        Bson same = and(eq(field, value), sameButLater);
        return descending ? or(lt(field, value), same, eq(field, null)) : or(gt(field, value), same);
    }

    private Document read(String cursor) {
        try {
            Document place = Document.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (field.equals(place.get("f"))) {
                return place;
            }
        } catch (IllegalArgumentException | JsonParseException | BsonInvalidOperationException notOurs) {
            throw Refusals.malformed("cursor", "?");
        }
        throw Refusals.malformed("cursor", "?");
    }
}
