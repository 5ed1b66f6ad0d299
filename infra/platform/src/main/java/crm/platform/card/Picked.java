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
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Cards picked in a list to do the same with all of them (V-4): each by the rule of one alone, so that what is refused for one
 * does not hold up the others.
 *
 * @param ids the cards picked; not looked at when {@code everything} is set
 * @param everything all cards that the filter shows, the first {@value #MOST} of them
 * @param filter what the list was filtered by
 */
public record Picked(List<String> ids, boolean everything, Query filter) {
    /** How many cards at once. */
    public static final int MOST = 1000;

    private static final int PAGE = 200;
    private static final Set<String> OWN = Set.of("ids", "everything", "employeeId", "count", "sort");

    /** What is done with one card; it refuses as it would alone. */
    @FunctionalInterface
    public interface Deed {
        /** @param key the same for the same card of the same request; null when the request has none */
        void on(String id, @Nullable RequestKey key);
    }

    /** Reads a form: the cards are its fields, the list's filter is its address. */
    public static Picked of(HttpServletRequest request) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        MultiValueMap<String, String> address = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams();
        address.forEach((name, values) -> {
            if (!OWN.contains(name)) {
                filter.put(name, values.stream().map(Picked::decoded).toList());
            }
        });
        return of(request.getParameterMap(), filter);
    }

    private static String decoded(@Nullable String value) {
        return value == null ? "" : UriUtils.decode(value.replace('+', ' '), java.nio.charset.StandardCharsets.UTF_8);
    }

    static Picked of(Map<String, String[]> sent, Map<String, List<String>> filter) {
        return new Picked(values(sent, "ids"), values(sent, "everything").contains("true"), new Query(filter));
    }

    static List<String> values(Map<String, String[]> sent, String name) {
        return new LinkedHashSet<>(List.of(sent.getOrDefault(name, new String[0])))
                .stream().filter(value -> !value.isBlank()).toList();
    }

    /** «выбрано лидов: 3», «все лиды, что показывает фильтр». */
    public String words(int count, String all, String picked) {
        return everything ? all : picked + count;
    }

    /**
     * Does it with each card.
     *
     * @param list a page of the ids that a filter shows
     * @throws Refused naming the field if nothing was picked, or 503 if a service is away
     */
    public Outcome each(Function<Query, Page<String>> list, @Nullable RequestKey key, Deed deed) {
        new Fields()
                .check(everything || !ids.isEmpty(), "ids", "required")
                .atMost("ids", ids, MOST)
                .orRefuse();
        Map<Refusal, Integer> refused = new LinkedHashMap<>();
        int done = 0;
        for (String id : everything ? all(list) : ids) {
            try {
                deed.on(id, key == null ? null : ofOne(key, id));
                done++;
            } catch (Refused no) {
                if (no.refusal() instanceof Refusals.ServiceAway) {
                    throw no;
                }
                refused.merge(no.refusal(), 1, Integer::sum);
            }
        }
        return new Outcome(done, refused);
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
        return all.size() > MOST ? all.subList(0, MOST) : all;
    }

    /** With how many it was done, and how many were refused for what. */
    public record Outcome(int done, Map<Refusal, Integer> refused) {

        /** «Перемещено 12. Не перемещено 2: …», the verb with a small letter: «перемещено». */
        public String words(String verb, Problems problems) {
            String small = "е " + verb;
            StringBuilder words = new StringBuilder(
                    done == 0
                            ? "Ничего н" + small + "."
                            : Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + " " + done + ".");
            words.append(reasons("Н" + small, problems));
            return words.toString();
        }

        String reasons(String notDone, Problems problems) {
            StringBuilder words = new StringBuilder();
            refused.forEach((refusal, count) -> words.append(' ')
                    .append(notDone)
                    .append(' ')
                    .append(count)
                    .append(": ")
                    .append(problems.of(refusal).detail()));
            return words.toString();
        }
    }
}
