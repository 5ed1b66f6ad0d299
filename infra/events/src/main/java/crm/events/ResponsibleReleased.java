package crm.events;

import org.jspecify.annotations.Nullable;

/** A card has no responsible any more. {@code why}: dismissal or hand. */
public record ResponsibleReleased(
        CardKind kind,
        String employeeId,
        String why,
        @Nullable String dismissalId) implements LeadEvent, DealEvent, DirectoryEvent {}
