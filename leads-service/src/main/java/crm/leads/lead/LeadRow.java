package crm.leads.lead;

import org.jspecify.annotations.Nullable;

/**
 * A lead in a list.
 *
 * @param whole whether the reader sees more of it than title and stage
 * @param client company and contact by name; empty while names are not known
 * @param phone masked where the reader may not see it
 */
record LeadRow(
        Lead lead, boolean whole, String client, @Nullable String phone) {}
