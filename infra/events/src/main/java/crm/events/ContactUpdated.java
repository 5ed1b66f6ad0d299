package crm.events;

import java.util.List;

/** Fields of a contact changed; values of sensitive ones stay in the directory. */
public record ContactUpdated(List<FieldChange> changes, List<String> companyIds, List<String> missing)
        implements DirectoryEvent {}
