package crm.leads.lead;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what an applicant is known again, and what he said when he asked again (L-20).
 *
 * @param marks his phones and e-mail as they compare
 * @param claims those that no other lead which came by itself may have while this one is open; null when it has none
 * @param consentAt when he agreed on the site that his personal data are processed (I-2)
 * @param notedAt when it was last put on the timeline that he asked again
 */
record Enquiries(
        List<String> marks,
        @Nullable List<String> claims,
        @Nullable Instant notedAt,
        @Nullable Instant consentAt,
        List<Enquiry> repeated) {
    static final Enquiries NONE = new Enquiries(List.of(), null, null, null, List.of());
    private static final Duration ONE_NOTE = Duration.ofHours(1);
    private static final int MOST = 100;
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final String PHONE = "p:";
    private static final Pattern BETWEEN = Pattern.compile("[,;/\\n]|\\s+или\\s+");
    private static final Pattern EXTENSION =
            Pattern.compile("(доб|ext|вн|#).*$", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    Enquiries {
        marks = marks == null ? List.of() : List.copyOf(marks);
        claims = claims == null || claims.isEmpty() ? null : List.copyOf(claims);
        repeated = repeated == null ? List.of() : List.copyOf(repeated);
    }

    /** @param byItself whether nobody looked who he is before the lead was entered */
    static Enquiries of(@Nullable Applicant applicant, boolean byItself, @Nullable Instant consentAt) {
        List<String> marks = applicant == null ? List.of() : marks(applicant.phone(), applicant.email());
        return new Enquiries(marks, byItself ? marks : null, null, consentAt, List.of());
    }

    /** Phones by their digits, 8 or +7 alike; e-mails in lower case. What is neither is no mark. */
    static List<String> marks(@Nullable String phones, @Nullable String email) {
        Set<String> marks = new LinkedHashSet<>();
        for (String phone : BETWEEN.split(phones == null ? "" : phones)) {
            String digits = EXTENSION.matcher(phone).replaceAll("").replaceAll("\\D", "");
            if (digits.length() == 11 && (digits.startsWith("8") || digits.startsWith("7"))) {
                digits = digits.substring(1);
            }
            if (digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS) {
                marks.add(PHONE + digits);
            }
        }
        String address = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        if (address.indexOf('@') > 0 && address.length() <= LeadData.APPLICANT) {
            marks.add("e:" + address);
        }
        return List.copyOf(marks);
    }

    /** With the marks of the applicant as they are computed today; itself if it has these. */
    Enquiries renewed(@Nullable Applicant applicant) {
        List<String> now = applicant == null ? List.of() : marks(applicant.phone(), applicant.email());
        return now.equals(marks) ? this : new Enquiries(now, claims, notedAt, consentAt, repeated);
    }

    /** The applicant's phones, each by its digits. */
    List<String> phones() {
        return marks.stream()
                .filter(mark -> mark.startsWith(PHONE))
                .map(mark -> mark.substring(PHONE.length()))
                .toList();
    }

    /** Within the hour it is one note (L-20). */
    boolean isNewsAt(Instant now) {
        return notedAt == null || notedAt.plus(ONE_NOTE).isBefore(now);
    }

    boolean has(Enquiry enquiry) {
        return repeated.stream().anyMatch(enquiry::saysTheSame);
    }

    /** What he said is kept, the newest {@value #MOST}. */
    Enquiries with(Enquiry enquiry, boolean noted) {
        List<Enquiry> all = new ArrayList<>(repeated);
        all.add(enquiry);
        return new Enquiries(
                marks,
                claims,
                noted ? enquiry.at() : notedAt,
                consentAt,
                all.size() <= MOST ? all : all.subList(all.size() - MOST, all.size()));
    }

    /** Whoever asks again is a new lead. */
    Enquiries unclaimed() {
        return new Enquiries(marks, null, notedAt, consentAt, repeated);
    }
}
