package crm.platform.card;

import crm.platform.refusal.Fields;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many cards given to one employee, or to several in turn (V-4): each card by the rule of one alone, so that what is refused
 * for one does not hold up the others.
 *
 * @param ids the cards picked; not looked at when {@code everything} is set
 * @param everything all cards that the filter shows, the first {@value #MOST} of them
 * @param employees who gets them
 * @param filter what the list was filtered by
 */
public record HandOut(List<String> ids, boolean everything, List<String> employees, Query filter) {
    /** How many cards go at once. */
    public static final int MOST = 1000;

    private static final int PAGE = 200;
    private static final Set<String> OWN = Set.of("ids", "everything", "employeeId", "count");

    /** Reads what the form was sent with: its fields, and the list's filter in its address. */
    public static HandOut of(Map<String, String[]> sent) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        sent.forEach((name, values) -> {
            if (!OWN.contains(name)) {
                filter.put(name, List.of(values));
            }
        });
        return new HandOut(
                values(sent, "ids"),
                values(sent, "everything").contains("true"),
                values(sent, "employeeId"),
                new Query(filter));
    }

    private static List<String> values(Map<String, String[]> sent, String name) {
        return new LinkedHashSet<>(List.of(sent.getOrDefault(name, new String[0])))
                .stream().filter(value -> !value.isBlank()).toList();
    }

    /** Gives one card to one employee, or refuses. */
    @FunctionalInterface
    public interface Assignment {
        void assign(String id, String employeeId, @Nullable RequestKey key);
    }

    /**
     * Hands the cards out.
     *
     * @param list a page of the ids that a filter shows
     * @param key the same request again gives every card to whom it went the first time
     * @throws Refused naming the field if nobody or nothing was picked, or 503 if a service is away
     */
    public Outcome among(Function<Query, Page<String>> list, @Nullable RequestKey key, Assignment assignment) {
        new Fields()
                .check(!employees.isEmpty(), "employeeId", "required")
                .check(everything || !ids.isEmpty(), "ids", "required")
                .atMost("ids", ids, MOST)
                .orRefuse();
        Map<String, Integer> given = new LinkedHashMap<>();
        Map<Refusal, Integer> refused = new LinkedHashMap<>();
        int turn = 0;
        for (String id : everything ? all(list) : ids) {
            String next = employees.get(turn % employees.size());
            try {
                assignment.assign(id, next, key == null ? null : ofOne(key, id));
                given.merge(next, 1, Integer::sum);
                turn++;
            } catch (Refused no) {
                if (no.refusal() instanceof Refusals.ServiceAway) {
                    throw no;
                }
                refused.merge(no.refusal(), 1, Integer::sum);
            }
        }
        return new Outcome(given, refused);
    }

    private static RequestKey ofOne(RequestKey key, String id) {
        return new RequestKey(Ids.derived(key.key(), id), key.body());
    }

    private List<String> all(Function<Query, Page<String>> list) {
        List<String> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Map<String, List<String>> wanted = new LinkedHashMap<>(filter.asMap());
            wanted.put("limit", List.of(String.valueOf(PAGE)));
            if (cursor != null) {
                wanted.put("cursor", List.of(cursor));
            }
            Page<String> page = list.apply(new Query(wanted));
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null && all.size() < MOST);
        return all;
    }

    /** How many cards each employee got, and how many were refused for what. */
    public record Outcome(Map<String, Integer> given, Map<Refusal, Integer> refused) {

        /** One sentence for people: «Передано 12: Анна Ковалёва — 6, Денис Орлов — 6. Не передано 2: …». */
        public String words(Function<String, String> nameOf, Problems problems) {
            int done = given.values().stream().mapToInt(Integer::intValue).sum();
            StringBuilder words = new StringBuilder(done == 0 ? "Ничего не передано." : "Передано " + done);
            if (done > 0) {
                words.append(given.entrySet().stream()
                        .map(each -> nameOf.apply(each.getKey()) + (given.size() > 1 ? " — " + each.getValue() : ""))
                        .collect(Collectors.joining(", ", ": ", ".")));
            }
            refused.forEach((refusal, count) -> words.append(" Не передано ")
                    .append(count)
                    .append(": ")
                    .append(problems.of(refusal).detail()));
            return words.toString();
        }
    }
}
