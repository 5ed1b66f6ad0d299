package crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of a lead changed; beside the changes the references as they are now. */
public record LeadUpdated(
        List<FieldChange> changes,
        @Nullable String source,
        @Nullable String city,
        @Nullable String companyId,
        List<String> contactIds,
        List<String> missing)
        implements LeadEvent {}
