package crm.local;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keycloak's realm: what holds everywhere is in one file, what is only for a local stack in another that is laid over it.
 * Objects are merged field by field, lists of objects by what names their elements; anything else is replaced.
 */
final class RealmFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NAMES = List.of("clientId", "username", "name");

    private RealmFile() {}

    /** The realm of a local stack, as Keycloak imports it. */
    static String local(Path folder) {
        JsonNode realm = JSON.readTree(folder.resolve("realm.json"));
        JsonNode local = JSON.readTree(folder.resolve("realm-local.json"));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(merged(realm, local));
    }

    static JsonNode merged(JsonNode below, JsonNode above) {
        if (below instanceof ObjectNode object && above instanceof ObjectNode changes) {
            ObjectNode merged = object.deepCopy();
            changes.properties().forEach(change -> {
                JsonNode before = object.get(change.getKey());
                merged.set(change.getKey(), before == null ? change.getValue() : merged(before, change.getValue()));
            });
            return merged;
        }
        if (below instanceof ArrayNode list
                && above instanceof ArrayNode changes
                && isNamed(list)
                && isNamed(changes)) {
            return mergedLists(list, changes);
        }
        return above;
    }

    private static ArrayNode mergedLists(ArrayNode list, ArrayNode changes) {
        ArrayNode merged = list.deepCopy();
        for (JsonNode change : changes) {
            int place = place(merged, name(change));
            if (place < 0) {
                merged.add(change);
            } else {
                merged.set(place, merged(merged.get(place), change));
            }
        }
        return merged;
    }

    private static int place(ArrayNode list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (name(list.get(i)).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNamed(ArrayNode list) {
        return list.valueStream().noneMatch(element -> name(element).isEmpty());
    }

    private static String name(JsonNode element) {
        return NAMES.stream()
                .map(element::path)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst()
                .orElse("");
    }
}
