package crm.platform.web;

import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Merge Patch (RFC 7396): what is named changes, null empties, what is not named stays. */
public final class Patch {
    private final ObjectNode json;

    private Patch(ObjectNode json) {
        this.json = json;
    }

    /** @throws Refused (400) if it is no object or names a field that cannot be patched */
    public static Patch of(@Nullable JsonNode json, Set<String> known) {
        if (!(json instanceof ObjectNode object)) {
            throw Refusals.malformed("", "{…}");
        }
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw Refusals.malformed(name, "?");
            }
        }
        return new Patch(object);
    }

    public boolean has(String field) {
        return json.has(field);
    }

    public @Nullable JsonNode node(String field) {
        return json.get(field);
    }

    /** The text a field gets: the present one when it is not named, null when it is emptied. */
    public @Nullable String text(String field, @Nullable String present) {
        JsonNode value = json.get(field);
        if (value == null) {
            return present;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Refusals.malformed(field, "string");
        }
        return value.asString();
    }

    public boolean flag(String field, boolean present) {
        JsonNode value = json.get(field);
        if (value == null) {
            return present;
        }
        if (!value.isBoolean()) {
            throw Refusals.malformed(field, "boolean");
        }
        return value.asBoolean();
    }

    public List<String> texts(String field, List<String> present) {
        JsonNode value = json.get(field);
        if (value == null) {
            return present;
        }
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            throw Refusals.malformed(field, "[string]");
        }
        return value.valueStream().map(JsonNode::asString).toList();
    }
}
