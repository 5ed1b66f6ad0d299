package crm.directory.contact;

import crm.directory.reference.Phone;
import crm.platform.refusal.Fields;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a contact that people enter; what does not fit is refused here, each fault at its field. */
public record ContactData(
        String fullName,
        List<Phone> phones,
        List<String> emails,
        String position,
        boolean decisionMaker,
        @Nullable String comment,
        List<String> companyIds) {

    private static final int NAME = 200;
    private static final int COMMENT = 10_000;
    private static final int MANY = 20;
    private static final String EMAIL = "[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}\\.[^\\s@<>\".]{2,63}";

    public ContactData {
        fullName = Objects.toString(fullName, "").strip();
        position = Objects.toString(position, "").strip();
        comment = comment == null || comment.isBlank() ? null : comment;
        phones = phones == null ? List.of() : List.copyOf(phones);
        emails = emails == null ? List.of() : emails.stream().map(String::strip).toList();
        companyIds =
                companyIds == null ? List.of() : companyIds.stream().distinct().toList();
        new Fields()
                .required("fullName", fullName)
                .text("fullName", fullName, NAME)
                .required("position", position)
                .text("position", position, NAME)
                .text("comment", comment, COMMENT)
                .atMost("phones", phones, MANY)
                .atMost("emails", emails, MANY)
                .check(emails.stream().allMatch(email -> email.matches(EMAIL)), "emails", "email")
                .atMost("companyIds", companyIds, MANY)
                .orRefuse();
    }
}
