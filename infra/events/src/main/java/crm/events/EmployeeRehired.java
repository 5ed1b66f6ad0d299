package crm.events;

/** A dismissed employee has his account back, and nothing else. */
public record EmployeeRehired() implements DirectoryEvent {}
