package crm.events;

import org.jspecify.annotations.Nullable;

/** An activity has another responsible. */
public record ActivityReassigned(CardRef card, @Nullable String from, String to) implements ActivityEvent {}
