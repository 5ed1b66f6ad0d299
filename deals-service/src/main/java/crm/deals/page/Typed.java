package crm.deals.page;

import crm.platform.refusal.Refusals;
import crm.ui.Ru;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What a form sent, read the way people type it; what cannot be read is refused by its field's name. */
record Typed(MultiValueMap<String, String> values) {

    /** The text without the blanks around it, null when there is none; of a field that the address has too, the form's. */
    @Nullable
    String text(String name) {
        List<String> all = values.get(name);
        String value = all == null || all.isEmpty() ? null : all.getLast();
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** «430 200,50», null when the field is empty. */
    @Nullable
    BigDecimal amount(String name) {
        String text = text(name);
        BigDecimal amount = Ru.parseAmount(text);
        if (text != null && amount == null) {
            throw Refusals.invalid(name, "not-a-number");
        }
        return amount;
    }

    @Nullable
    LocalDate day(String name) {
        String text = text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw Refusals.invalid(name, "invalid");
        }
    }

    <E extends Enum<E>> @Nullable E one(Class<E> of, String name) {
        String text = text(name);
        try {
            return text == null ? null : Enum.valueOf(of, text);
        } catch (IllegalArgumentException unknown) {
            throw Refusals.invalid(name, "unknown");
        }
    }
}
