package crm.events;

import org.jspecify.annotations.Nullable;

/** A card has a new responsible. {@code how}: hand, turn, present, takeover or creation; {@code why}: why this one, for people. */
public record ResponsibleAssigned(
        CardKind kind,
        @Nullable String from,
        String to,
        String how,
        @Nullable String why) implements LeadEvent, DealEvent, DirectoryEvent {}
