package crm.gateway;

import crm.events.EmployeeDismissed;
import crm.events.EmployeeRehired;
import crm.events.EventTypes;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who was dismissed lately, as the directory tells: his tokens and sessions from before do not count. */
@Component
class Dismissed {
    private static final String DISMISSED = EventTypes.nameOf(EmployeeDismissed.class);
    private static final String REHIRED = EventTypes.nameOf(EmployeeRehired.class);

    private final JsonMapper json;
    private final Map<String, End> ends = new ConcurrentHashMap<>();

    /** @param back whether he was hired again since */
    private record End(Instant at, boolean back) {}

    Dismissed(JsonMapper json) {
        this.json = json;
    }

    /** Takes an event of the directory; the same one again changes nothing. */
    void hear(String event) {
        // most events are of contacts and companies: they are not even read
        if (!event.contains(DISMISSED) && !event.contains(REHIRED)) {
            return;
        }
        JsonNode envelope = json.readTree(event);
        String type = envelope.path("type").asString("");
        String employee = envelope.path("subject").asString("").replaceFirst("^employee/", "");
        if (type.equals(DISMISSED)) {
            ends.put(employee, new End(Instant.parse(envelope.path("time").asString()), false));
        } else if (type.equals(REHIRED)) {
            ends.computeIfPresent(employee, (id, end) -> new End(end.at(), true));
        }
    }

    /** @param issuedAt when he logged in, or his token was made */
    boolean covers(@Nullable String employee, @Nullable Instant issuedAt) {
        End end = employee == null ? null : ends.get(employee);
        return end != null && (!end.back() || issuedAt == null || !issuedAt.isAfter(end.at()));
    }
}
