package crm.events;

import java.util.Map;

/** One service has released what a dismissed employee had there: how many of each kind, all looks together. */
public record ReleaseCompleted(String service, String dismissalId, String employeeId, Map<String, Long> counts)
        implements LeadEvent, DealEvent, DirectoryEvent, ActivityEvent {}
