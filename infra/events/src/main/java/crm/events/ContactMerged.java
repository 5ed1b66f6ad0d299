package crm.events;

/** A contact turned out to be another one, {@code into}: whoever names it names that one from now on. */
public record ContactMerged(String into) implements DirectoryEvent {}
