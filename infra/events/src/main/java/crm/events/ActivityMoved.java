package crm.events;

/** An activity followed its card, as from a lead to its deal. */
public record ActivityMoved(CardRef fromCard, CardRef toCard, int attempts) implements ActivityEvent {}
