package crm.events;

import java.util.List;

/** A person of the client's side was entered. */
public record ContactCreated(String responsibleId, List<String> companyIds, List<String> missing)
        implements DirectoryEvent {}
