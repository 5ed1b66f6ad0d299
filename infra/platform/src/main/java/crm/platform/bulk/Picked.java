package crm.platform.bulk;

import crm.platform.refusal.Fields;
import crm.platform.web.Page;
import crm.platform.web.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Cards picked in a list.
 *
 * @param ids the cards picked; not looked at when {@code everything} is set
 * @param everything all cards that the filter shows, the first {@value #MOST} of them
 * @param filter what the list was filtered by
 */
record Picked(List<String> ids, boolean everything, Query filter) {
    /** How many cards at once. */
    static final int MOST = 1000;

    private static final int PAGE = 200;
    private static final int LONGEST = 80;
    private static final Set<String> OWN = Set.of("ids", "everything", BulkDeed.EMPLOYEE, "count", "sort");

    /** Reads a form: the cards are its fields, the list's filter is its address. */
    static Picked of(HttpServletRequest request) {
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
        return new Picked(values(request, "ids"), values(request, "everything").contains("true"), new Query(filter));
    }

    private static String decoded(@Nullable String value) {
        return value == null ? "" : UriUtils.decode(value.replace('+', ' '), StandardCharsets.UTF_8);
    }

    static List<String> values(HttpServletRequest request, String name) {
        String[] sent = request.getParameterValues(name);
        return sent == null
                ? List.of()
                : Stream.of(sent).filter(value -> !value.isBlank()).distinct().toList();
    }

    /**
     * The cards' ids at this moment.
     *
     * @param list a page of the ids that a filter shows
     * @throws crm.platform.refusal.Refused naming the field if nothing was picked, or too much
     */
    List<String> cards(Function<Query, Page<String>> list) {
        Fields fields = new Fields()
                .check(everything || !ids.isEmpty(), "ids", "required")
                .atMost("ids", ids, MOST);
        ids.forEach(id -> fields.text("ids", id, LONGEST));
        fields.orRefuse();
        return everything ? all(list) : ids;
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
}
