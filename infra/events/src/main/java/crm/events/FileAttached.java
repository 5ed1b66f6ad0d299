package crm.events;

/** A file was attached to a card, once for each file. */
public record FileAttached(CardRef card) implements ActivityEvent {}
