package crm.directory.reference;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import crm.platform.refusal.Refusals;
import org.jspecify.annotations.Nullable;

/** A phone as it is dialled: the number in E.164, and the extension shown with it. */
public record Phone(String number, @Nullable String extension) {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final int LONGEST = 60;

    /**
     * Reads a phone the way people write it, a Russian one by default.
     *
     * @throws crm.platform.refusal.Refused 422 at the field if it is no phone
     */
    public static Phone parse(String field, @Nullable String text, @Nullable String extension) {
        if (text == null || text.isBlank()) {
            throw Refusals.invalid(field, "required");
        }
        if (text.length() > LONGEST || (extension != null && !extension.matches("\\d{0,10}"))) {
            throw Refusals.invalid(field, "phone");
        }
        try {
            var parsed = PHONES.parse(text, "RU");
            if (!PHONES.isPossibleNumber(parsed)) {
                throw Refusals.invalid(field, "phone");
            }
            String own = parsed.hasExtension() ? parsed.getExtension() : null;
            String shown = extension == null || extension.isBlank() ? own : extension;
            parsed.clearExtension();
            return new Phone(PHONES.format(parsed, PhoneNumberFormat.E164), shown);
        } catch (NumberParseException notAPhone) {
            throw Refusals.invalid(field, "phone");
        }
    }
}
