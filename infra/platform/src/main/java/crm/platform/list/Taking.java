package crm.platform.list;

import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.web.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who takes what along out of a list (P-5): head and director everything they see, everybody else his own cards. */
public final class Taking {
    private static final String ME = "me";

    private Taking() {}

    /** The filter asks for cards of others, or of nobody. */
    public record OwnOnly() implements Refusal {
        @Override
        public String code() {
            return "export.own-only";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /** More rows than go into one file. */
    public record TooMany(int most) implements Refusal {
        @Override
        public String code() {
            return "export.too-many";
        }

        @Override
        public List<Object> args() {
            return List.of(most);
        }

        @Override
        public Map<String, Object> more() {
            return Map.of("most", most);
        }
    }

    /** @throws Refused unless the filter, if it says whose cards, says his own */
    public static Query ownOnly(Query query, By by) {
        if (by.leads()) {
            return query;
        }
        if (!isOwn(query, by)) {
            throw new Refused(new OwnOnly());
        }
        Map<String, List<String>> own = new LinkedHashMap<>(query.asMap());
        own.put("responsible", List.of(ME));
        return new Query(own);
    }

    /** Whether the filter leaves room for his own cards alone, so that narrowing it to them takes nothing from it but others'. */
    public static boolean isOwn(Query query, By by) {
        return !query.flag("asked")
                && query.all("responsible").stream().allMatch(who -> who.equals(ME) || who.equals(by.id()));
    }
}
