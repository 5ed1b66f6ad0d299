package crm.platform.list;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Updates;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * What an employee has set up for himself in a list: the columns he looks at, and filters under names (V-3). One document for an
 * employee and a list, changed by compare-and-set on its revision, so limits hold however many windows he has open.
 */
public final class Views {
    /** How many filters one employee keeps for a list. */
    public static final int MOST = 50;

    public static final int LONGEST_NAME = 60;

    private static final String COLLECTION = "views";
    private static final int LONGEST_FILTER = 4000;
    private static final int ATTEMPTS = 20;

    private final MongoOperations mongo;

    public Views(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** A filter under a name. */
    public record Saved(String id, String name, Map<String, List<String>> filter) {}

    /** He has one of this name already. */
    public record NameTaken(String name) implements Refusal {
        @Override
        public String code() {
            return "view.name-taken";
        }

        @Override
        public List<String> fields() {
            return List.of("name");
        }

        @Override
        public List<Object> args() {
            return List.of(name);
        }
    }

    /** He keeps as many as one can. */
    public record TooMany(int most) implements Refusal {
        @Override
        public String code() {
            return "view.too-many";
        }

        @Override
        public List<Object> args() {
            return List.of(most);
        }
    }

    private static String id(String employeeId, String list) {
        return employeeId + "/" + list;
    }

    private @Nullable Document found(String employeeId, String list) {
        return mongo.execute(
                COLLECTION, views -> views.find(eq("_id", id(employeeId, list))).first());
    }

    /** The columns he has chosen for a list; null when he has chosen none. */
    public @Nullable Set<String> columns(String employeeId, String list) {
        Document row = found(employeeId, list);
        List<String> codes = row == null ? null : row.getList("columns", String.class);
        return codes == null ? null : new LinkedHashSet<>(codes);
    }

    /** @throws Refused naming the column that the list does not have */
    void choose(String employeeId, CardList<?, ?> list, List<String> codes) {
        Columns<?> all = list.columns();
        new Fields()
                .check(codes.stream().allMatch(all::has), "columns", "unknown")
                .orRefuse();
        change(employeeId, list.names().code(), row -> row.put("columns", new ArrayList<>(new LinkedHashSet<>(codes))));
    }

    /** The usual columns again. */
    void chooseUsual(String employeeId, CardList<?, ?> list) {
        change(employeeId, list.names().code(), row -> row.remove("columns"));
    }

    /** His filters in the order he has saved them. */
    public List<Saved> saved(String employeeId, String list) {
        Document row = found(employeeId, list);
        return row == null ? List.of() : saved(row);
    }

    private static List<Saved> saved(Document row) {
        return row.getList("filters", Document.class, List.of()).stream()
                .map(kept -> {
                    Document filter = kept.get("filter", Document.class);
                    Map<String, List<String>> values = new LinkedHashMap<>();
                    filter.keySet().forEach(name -> values.put(name, filter.getList(name, String.class)));
                    return new Saved(kept.getString("id"), kept.getString("name"), values);
                })
                .toList();
    }

    /** @param filter known to be one that the list takes */
    Saved save(
            String employeeId,
            String list,
            @Nullable String name,
            Map<String, List<String>> filter,
            @Nullable RequestKey key) {
        String clean = clean(name);
        new Fields()
                .check(!filter.isEmpty(), "filter", "required")
                .check(filter.toString().length() <= LONGEST_FILTER, "filter", "too-long", LONGEST_FILTER)
                .orRefuse();
        Saved fresh = new Saved(Ids.forRequest(key), clean, filter);
        change(employeeId, list, row -> {
            List<Saved> all = new ArrayList<>(saved(row));
            if (all.stream().anyMatch(saved -> saved.id().equals(fresh.id()))) {
                return;
            }
            if (all.size() >= MOST) {
                throw new Refused(new TooMany(MOST));
            }
            needFree(all, fresh);
            all.add(fresh);
            put(row, all);
        });
        return fresh;
    }

    Saved rename(String employeeId, String list, String id, @Nullable String name) {
        String clean = clean(name);
        Saved[] renamed = new Saved[1];
        change(employeeId, list, row -> {
            List<Saved> all = new ArrayList<>(saved(row));
            int at = indexOf(all, id);
            renamed[0] = new Saved(id, clean, all.get(at).filter());
            needFree(all, renamed[0]);
            all.set(at, renamed[0]);
            put(row, all);
        });
        return renamed[0];
    }

    void delete(String employeeId, String list, String id) {
        change(employeeId, list, row -> {
            List<Saved> all = new ArrayList<>(saved(row));
            all.remove(indexOf(all, id));
            put(row, all);
        });
    }

    Saved one(String employeeId, String list, String id) {
        List<Saved> all = saved(employeeId, list);
        return all.get(indexOf(all, id));
    }

    private static int indexOf(List<Saved> all, String id) {
        for (int at = 0; at < all.size(); at++) {
            if (all.get(at).id().equals(id)) {
                return at;
            }
        }
        throw Refusals.notFound();
    }

    private static String clean(@Nullable String name) {
        String clean = name == null ? "" : name.strip();
        new Fields()
                .required("name", clean)
                .text("name", clean, LONGEST_NAME)
                .check(clean.chars().noneMatch(Character::isISOControl), "name", "control-characters")
                .orRefuse();
        return clean;
    }

    private static void needFree(List<Saved> all, Saved wanted) {
        if (all.stream()
                .anyMatch(
                        saved -> !saved.id().equals(wanted.id()) && saved.name().equalsIgnoreCase(wanted.name()))) {
            throw new Refused(new NameTaken(wanted.name()));
        }
    }

    private static void put(Document row, List<Saved> all) {
        row.put(
                "filters",
                all.stream()
                        .map(saved -> new Document("id", saved.id())
                                .append("name", saved.name())
                                .append("filter", new Document(new LinkedHashMap<>(saved.filter()))))
                        .toList());
    }

    private void change(String employeeId, String list, Consumer<Document> change) {
        for (int attempt = 1; ; attempt++) {
            Document row = found(employeeId, list);
            long rev = row == null ? 0 : row.getLong("rev");
            Document next = row == null ? new Document("_id", id(employeeId, list)) : new Document(row);
            change.accept(next);
            next.put("rev", rev + 1);
            if (written(row == null, rev, next)) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("views of " + employeeId + " change all the time");
            }
        }
    }

    private boolean written(boolean fresh, long rev, Document next) {
        try {
            return Boolean.TRUE.equals(mongo.execute(COLLECTION, views -> {
                if (fresh) {
                    views.insertOne(next);
                    return true;
                }
                Bson own = and(eq("_id", next.get("_id")), eq("rev", rev));
                return views.updateOne(
                                        own,
                                        Updates.combine(
                                                kept("columns", next),
                                                kept("filters", next),
                                                Updates.set("rev", rev + 1)))
                                .getModifiedCount()
                        == 1;
            }));
        } catch (DuplicateKeyException begunMeanwhile) {
            return false;
        }
    }

    private static Bson kept(String field, Document next) {
        return next.containsKey(field) ? Updates.set(field, next.get(field)) : Updates.unset(field);
    }
}
