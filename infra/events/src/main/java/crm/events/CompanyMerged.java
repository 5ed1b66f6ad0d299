package crm.events;

/** A company turned out to be another one, {@code into}: whoever names it names that one from now on. */
public record CompanyMerged(String into) implements DirectoryEvent {}
