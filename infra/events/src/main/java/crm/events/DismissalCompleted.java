package crm.events;

import java.util.Map;

/** All services have released what the dismissed employee had: how many of each kind. */
public record DismissalCompleted(String dismissalId, Map<String, Long> counts) implements DirectoryEvent {}
