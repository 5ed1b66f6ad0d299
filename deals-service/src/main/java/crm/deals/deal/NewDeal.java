package crm.deals.deal;

import crm.platform.refusal.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A repeat deal as it was sent (S-1).
 *
 * @param contactIds the first is the main one
 * @param responsibleId for head and director to choose; a manager is it himself, an account manager's waits in the queue
 */
public record NewDeal(
        @Nullable String title,
        @Nullable String city,
        @Nullable String companyId,
        @Nullable List<String> contactIds,
        @Nullable String responsibleId) {
    private static final int CONTACTS = 50;

    public NewDeal {
        contactIds = contactIds == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(contactIds));
    }

    /** @throws crm.platform.refusal.Refused 422 naming each field at fault */
    NewDeal checked() {
        new Fields()
                .required("title", title)
                .text("title", title, Deal.TITLE)
                .text("city", city, Deal.CITY)
                .atMost("contactIds", contactIds, CONTACTS)
                .check(contactIds.stream().noneMatch(Objects::isNull), "contactIds", "required")
                .check(companyId != null || !contactIds.isEmpty(), "companyId", "client-required")
                .orRefuse();
        return new NewDeal(title.strip(), city, companyId, contactIds, responsibleId);
    }
}
