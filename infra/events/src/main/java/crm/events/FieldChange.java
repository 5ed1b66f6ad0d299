package crm.events;

import org.jspecify.annotations.Nullable;

/** One changed field; a sensitive one travels by its name only, both values null. */
public record FieldChange(
        String field, @Nullable Object from, @Nullable Object to) {}
