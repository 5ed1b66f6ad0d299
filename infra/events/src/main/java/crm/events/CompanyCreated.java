package crm.events;

import java.util.List;

/** A company was entered; {@code title} is its name. */
public record CompanyCreated(String title, String responsibleId, List<String> missing) implements DirectoryEvent {}
