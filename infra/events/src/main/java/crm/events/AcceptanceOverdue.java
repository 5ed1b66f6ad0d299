package crm.events;

import java.time.Instant;

/** A lead was given to an employee and not taken into work in the working minutes the department allows (L-19). */
public record AcceptanceOverdue(String responsibleId, Instant assignedAt, int minutes) implements LeadEvent {}
