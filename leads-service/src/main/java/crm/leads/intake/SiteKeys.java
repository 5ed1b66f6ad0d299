package crm.leads.intake;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys of our sites' forms and from where each is sent (I-2): {@code key} is sent from the common origins, {@code
 * key=https://a.example https://b.example} from its own.
 */
@Component
class SiteKeys {
    private final Map<String, Set<String>> origins = new LinkedHashMap<>();

    SiteKeys(@Value("${crm.intake.keys}") List<String> keys, @Value("${crm.intake.origins}") Set<String> common) {
        for (String entry : keys) {
            String[] parts = entry.strip().split("=", 2);
            origins.put(
                    parts[0],
                    parts.length == 1
                            ? Set.copyOf(common)
                            : Set.copyOf(Arrays.asList(parts[1].strip().split("\\s+"))));
        }
    }

    boolean knows(String key) {
        return origins.containsKey(key);
    }

    boolean isSentFrom(String key, String origin) {
        return origins.getOrDefault(key, Set.of()).contains(origin);
    }
}
