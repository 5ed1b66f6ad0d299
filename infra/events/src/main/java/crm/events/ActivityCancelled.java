package crm.events;

/** An activity will not be done. {@code why}: person or system. */
public record ActivityCancelled(CardRef card, String why, int attempts) implements ActivityEvent {}
