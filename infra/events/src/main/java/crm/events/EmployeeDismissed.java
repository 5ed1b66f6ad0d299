package crm.events;

/** An employee was dismissed: his account and tokens have ended, what he was responsible for is released under this id. */
public record EmployeeDismissed(String dismissalId, String by) implements DirectoryEvent {}
