package crm.events;

import java.util.List;

/** Fields of a company changed; values of sensitive ones stay in the directory. */
public record CompanyUpdated(List<FieldChange> changes, String title, List<String> missing) implements DirectoryEvent {}
