package crm.platform.remote;

import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** Contacts and companies as other services refer to them: checked when written, named when shown, never copied. */
public final class References {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST_HELD = 5000;
    private static final Duration FOUND_FRESH = Duration.ofSeconds(10);
    private static final int MOST_FOUND = 50;
    private static final Logger log = LoggerFactory.getLogger(References.class);
    private static final ParameterizedTypeReference<Map<String, Label>> LABELS = new ParameterizedTypeReference<>() {};

    private final Remote directory;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private final Map<String, Found> found = new ConcurrentHashMap<>();

    private record Held(Label label, Instant at) {}

    private record Found(List<String> ids, Instant at) {}

    /**
     * @param phone masked where this reader may not see it whole
     * @param clientStatus NONE, CLIENT or FORMER (D-10); null where this reader may not know it
     * @param decisionMaker of a contact, ЛПР; null where this reader may not know it
     */
    public record Label(
            String label,
            @Nullable String phone,
            @Nullable String clientStatus,
            @Nullable Boolean decisionMaker) {

        /** Of somebody the directory did not tell of. */
        public Label(String label, @Nullable String phone) {
            this(label, phone, null, null);
        }

        public boolean decides() {
            return Boolean.TRUE.equals(decisionMaker);
        }
    }

    public References(Remotes remotes, Clock clock) {
        this.directory = remotes.asCaller("directory");
        this.clock = clock;
    }

    /**
     * Refuses ids the directory does not know. Whom it knew a minute ago it knows still: a contact or company is merged, never
     * taken away.
     *
     * @param reader who refers to them: what is hidden from him is unknown to him
     * @throws Refused 422 naming the field, or 503 while the directory is away
     */
    public void check(String reader, Collection<String> contactIds, @Nullable String companyId) {
        List<String> companyIds = companyId == null ? List.of() : List.of(companyId);
        Map<String, Label> known = new HashMap<>();
        Instant fresh = clock.instant().minus(FRESH);
        List<String> contacts = missing(reader, contactIds, fresh, known);
        List<String> companies = missing(reader, companyIds, fresh, known);
        if (!contacts.isEmpty() || !companies.isEmpty()) {
            known.putAll(asked(reader, contacts, companies));
        }
        new Fields()
                .check(known.keySet().containsAll(contactIds), "contactIds", "not-found")
                .check(companyId == null || known.containsKey(companyId), "companyId", "not-found")
                .orRefuse();
    }

    /**
     * What the directory says of them at this moment, by id; who is not known is left out.
     *
     * @throws Refused 503 while the directory is away
     */
    public Map<String, Label> now(String reader, Collection<String> contactIds, @Nullable String companyId) {
        return asked(reader, contactIds, companyId == null ? List.of() : List.of(companyId));
    }

    /** Names for a page of rows in one call; what cannot be had now is left out. */
    public Map<String, Label> labels(String reader, Collection<String> contactIds, Collection<String> companyIds) {
        Instant fresh = clock.instant().minus(FRESH);
        Map<String, Label> labels = new HashMap<>();
        List<String> contacts = missing(reader, contactIds, fresh, labels);
        List<String> companies = missing(reader, companyIds, fresh, labels);
        if (!contacts.isEmpty() || !companies.isEmpty()) {
            try {
                labels.putAll(asked(reader, contacts, companies));
            } catch (Refused away) {
                // a board without names is better than no board
                return labels;
            }
        }
        return labels;
    }

    /** What the directory says of one contact or company; null while it is not known. */
    public @Nullable Label label(String reader, CardRef client) {
        List<String> id = List.of(client.id());
        return (client.kind() == CardKind.CONTACT ? labels(reader, id, List.of()) : labels(reader, List.of(), id))
                .get(client.id());
    }

    /**
     * Contacts that a phone finds as it was typed, by its last digits too, the first {@value #MOST_FOUND} of them; none while
     * the directory is away, or for a reader to whom it shows none.
     */
    public List<String> withPhone(String reader, String typed) {
        String asked = reader + "/" + typed;
        Found known = found.get(asked);
        if (known != null && known.at().isAfter(clock.instant().minus(FOUND_FRESH))) {
            return known.ids();
        }
        List<String> ids = new ArrayList<>();
        try {
            directory
                    .ask(client -> client.get()
                            .uri("/api/contacts?q={typed}&limit={most}", typed, MOST_FOUND)
                            .retrieve()
                            .body(JsonNode.class))
                    .ifPresent(page -> page.path("items")
                            .forEach(item -> ids.add(item.path("id").asString())));
        } catch (Refused none) {
            // what the cards say themselves is found nevertheless
            log.debug("no contacts by phone: {}", none.toString());
        }
        if (found.size() > MOST_HELD) {
            found.clear();
        }
        found.put(asked, new Found(List.copyOf(ids), clock.instant()));
        return ids;
    }

    private List<String> missing(String reader, Collection<String> ids, Instant fresh, Map<String, Label> into) {
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Held known = held.get(reader + "/" + id);
            if (known != null && known.at().isAfter(fresh)) {
                into.put(id, known.label());
            } else {
                missing.add(id);
            }
        }
        return missing;
    }

    private Map<String, Label> asked(String reader, Collection<String> contacts, Collection<String> companies) {
        Map<String, Label> asked = ask(contacts, companies);
        if (held.size() > MOST_HELD) {
            held.clear();
        }
        asked.forEach((id, label) -> held.put(reader + "/" + id, new Held(label, clock.instant())));
        return asked;
    }

    private Map<String, Label> ask(Collection<String> contacts, Collection<String> companies) {
        Map<String, Object> ids = new LinkedHashMap<>();
        ids.put("contacts", contacts);
        ids.put("companies", companies);
        return directory
                .ask(client -> client.post()
                        .uri("/api/directory/labels")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(ids)
                        .retrieve()
                        .body(LABELS))
                .orElse(Map.of());
    }
}
