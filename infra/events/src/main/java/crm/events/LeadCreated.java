package crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lead was entered. {@code origin}: person, site, call-centre, integration or import; {@code missing}: wanted fields still empty. */
public record LeadCreated(
        String title,
        @Nullable String source,
        @Nullable String city,
        @Nullable String responsibleId,
        String createdBy,
        @Nullable String companyId,
        List<String> contactIds,
        String origin,
        List<String> missing)
        implements LeadEvent {}
