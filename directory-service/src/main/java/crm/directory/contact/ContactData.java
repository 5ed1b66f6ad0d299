package crm.directory.contact;

import crm.directory.client.Email;
import crm.directory.client.Mark;
import crm.directory.client.Phone;
import crm.directory.client.Revision.Change;
import crm.platform.refusal.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fields of a contact that people enter. What is stored is read as it is; what is entered is {@linkplain #checked}. */
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

    public ContactData {
        fullName = Objects.toString(fullName, "").strip();
        position = Objects.toString(position, "").strip();
        comment = comment == null || comment.isBlank() ? null : comment;
        phones = phones == null ? List.of() : phones.stream().distinct().toList();
        emails = emails == null
                ? List.of()
                : emails.stream().map(String::strip).distinct().toList();
        companyIds =
                companyIds == null ? List.of() : companyIds.stream().distinct().toList();
    }

    /**
     * Itself, if what it has beyond the fields of before fits.
     *
     * @throws crm.platform.refusal.Refused 422, each fault at its field
     */
    ContactData checked(@Nullable ContactData before) {
        Fields fields = new Fields();
        if (before == null || !before.fullName.equals(fullName)) {
            fields.required("fullName", fullName).text("fullName", fullName, NAME);
        }
        if (before == null || !before.position.equals(position)) {
            fields.required("position", position).text("position", position, NAME);
        }
        fields.text("comment", comment, COMMENT)
                .atMost("phones", phones, before == null ? MANY : Math.max(MANY, before.phones.size()))
                .atMost("emails", emails, before == null ? MANY : Math.max(MANY, before.emails.size()))
                .atMost("companyIds", companyIds, before == null ? MANY : Math.max(MANY, before.companyIds.size()));
        for (int i = 0; i < emails.size(); i++) {
            boolean known = before != null && before.emails.contains(emails.get(i));
            fields.check(known || Email.isValid(emails.get(i)), "emails[" + i + "]", "email");
        }
        fields.orRefuse();
        return this;
    }

    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < emails.size(); i++) {
            marks.add(Mark.email(emails.get(i), "emails[" + i + "]"));
        }
        for (int i = 0; i < phones.size(); i++) {
            marks.add(Mark.phone(phones.get(i), "phones[" + i + "].number"));
        }
        marks.add(Mark.person(fullName, "fullName"));
        return marks;
    }

    List<Change> changes(ContactData wanted) {
        List<Change> changes = new ArrayList<>();
        changed(changes, "fullName", fullName, wanted.fullName);
        changed(changes, "phones", phones, wanted.phones);
        changed(changes, "emails", emails, wanted.emails);
        changed(changes, "position", position, wanted.position);
        changed(changes, "decisionMaker", decisionMaker, wanted.decisionMaker);
        changed(changes, "comment", comment, wanted.comment);
        changed(changes, "companyIds", companyIds, wanted.companyIds);
        return changes;
    }

    private static void changed(List<Change> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(Change.of(field, from, to));
        }
    }

    /** With what the other one knows more; what both know stays as it is here. */
    ContactData and(ContactData other) {
        Set<Phone> allPhones = new LinkedHashSet<>(phones);
        other.phones.stream()
                .filter(phone -> phones.stream().noneMatch(own -> own.number().equals(phone.number())))
                .forEach(allPhones::add);
        Set<String> allEmails = new LinkedHashSet<>(emails);
        other.emails.stream()
                .filter(email -> emails.stream().noneMatch(email::equalsIgnoreCase))
                .forEach(allEmails::add);
        Set<String> allCompanies = new LinkedHashSet<>(companyIds);
        allCompanies.addAll(other.companyIds);
        return new ContactData(
                fullName,
                List.copyOf(allPhones),
                List.copyOf(allEmails),
                position.isEmpty() ? other.position : position,
                decisionMaker || other.decisionMaker,
                together(comment, other.comment),
                List.copyOf(allCompanies));
    }

    private static @Nullable String together(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other : one;
        }
        String both = one + "\n\n" + other;
        return both.codePointCount(0, both.length()) <= COMMENT
                ? both
                : both.substring(0, both.offsetByCodePoints(0, COMMENT));
    }

    /** With each company by its id of now (D-3); one that is there twice then is there once. */
    ContactData withCompanies(UnaryOperator<String> renamed) {
        return new ContactData(
                fullName,
                phones,
                emails,
                position,
                decisionMaker,
                comment,
                companyIds.stream().map(renamed).toList());
    }
}
