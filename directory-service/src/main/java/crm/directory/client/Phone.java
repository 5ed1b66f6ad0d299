package crm.directory.client;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import crm.platform.refusal.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A phone as it is dialled: the number in E.164, and the extension shown with it. */
public record Phone(String number, @Nullable String extension) {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final int LONGEST = 60;
    private static final int RUSSIA = 7;
    private static final int RUSSIAN_DIGITS = 10;

    /**
     * Reads a phone the way people write it, a Russian one by default, with «доб. 12» behind it or the extension apart.
     *
     * @param field the field to name if it is no phone
     * @param known numbers the card has already: what was stored before is not judged again
     * @throws crm.platform.refusal.Refused 422 at the field if it is no phone
     */
    public static Phone parse(String field, @Nullable String text, @Nullable String extension, List<Phone> known) {
        if (text == null || text.isBlank()) {
            throw Refusals.invalid(field, "required");
        }
        if (text.length() > LONGEST) {
            throw Refusals.invalid(field, "phone");
        }
        String own = extension == null || extension.isBlank() ? null : extension.strip();
        if (own != null && !own.matches("\\d{1,10}")) {
            throw Refusals.invalid(field.replaceFirst("number$", "extension"), "extension");
        }
        for (Phone phone : known) {
            if (phone.number().equals(text.strip()) && (own == null || own.equals(phone.extension()))) {
                return phone;
            }
        }
        try {
            var parsed = PHONES.parse(text, "RU");
            boolean russianLength = parsed.getCountryCode() != RUSSIA
                    || String.valueOf(parsed.getNationalNumber()).length() == RUSSIAN_DIGITS;
            boolean possible =
                    PHONES.isPossibleNumberWithReason(parsed) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
            if (!possible || !russianLength) {
                throw Refusals.invalid(field, "phone");
            }
            String typed = parsed.hasExtension() ? parsed.getExtension() : null;
            parsed.clearExtension();
            return new Phone(PHONES.format(parsed, PhoneNumberFormat.E164), own == null ? typed : own);
        } catch (NumberParseException notAPhone) {
            throw Refusals.invalid(field, "phone");
        }
    }

    /** As people read it in a history: +74951234567 доб. 12. */
    @Override
    public String toString() {
        return extension == null ? number : number + " доб. " + extension;
    }
}
