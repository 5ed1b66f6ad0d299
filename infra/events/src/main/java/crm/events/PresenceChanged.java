package crm.events;

import org.jspecify.annotations.Nullable;

/** An employee came to work or left, or his absence was planned, changed or called off. */
public record PresenceChanged(boolean present, @Nullable Leave leave) implements DirectoryEvent {}
