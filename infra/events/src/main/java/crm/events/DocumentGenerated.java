package crm.events;

import org.jspecify.annotations.Nullable;

/** A document was made for a card; {@code kind} as the API has it (CONTRACT_SEO …), {@code total} where it speaks of a sum. */
public record DocumentGenerated(
        CardRef card, String kind, String number, @Nullable Money total) implements DocumentEvent {}
