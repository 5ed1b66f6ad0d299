package crm.events;

/** What a contact or company is to us changed: NONE, CLIENT or FORMER. {@code why}: won, person, import or age. */
public record ClientStatusChanged(CardKind kind, String from, String to, String why) implements DirectoryEvent {}
