package crm.events;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lead or deal moved. {@code because}: person, activity, rollback or system; {@code workingMinutesToAccept} only when a lead is taken into work; {@code amount} and {@code costs} only for deals. */
public record StageChanged(
        CardKind kind,
        String from,
        String to,
        String because,
        @Nullable String reason,
        @Nullable LocalDate returnOn,
        @Nullable Integer commentLength,
        @Nullable String responsibleId,
        @Nullable String source,
        @Nullable String city,
        int daysInStage,
        @Nullable Long workingMinutesToAccept,
        @Nullable Money amount,
        @Nullable Money costs,
        @Nullable String companyId,
        List<String> contactIds)
        implements LeadEvent, DealEvent {}
