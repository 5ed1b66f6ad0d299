package crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deal appeared: from a lead ({@code leadId}) or as a repeat deal. */
public record DealCreated(
        String title,
        @Nullable String leadId,
        boolean repeat,
        @Nullable String source,
        @Nullable String city,
        @Nullable String companyId,
        List<String> contactIds,
        @Nullable String responsibleId,
        String createdBy,
        List<String> missing)
        implements DealEvent {}
