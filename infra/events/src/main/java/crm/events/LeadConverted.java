package crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lead became a deal: deals-service creates it under exactly {@code dealId}. */
public record LeadConverted(
        String leadId,
        String dealId,
        String title,
        @Nullable String source,
        @Nullable String city,
        @Nullable String companyId,
        List<String> contactIds,
        String responsibleId)
        implements LeadEvent {}
