package crm.platform.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The words of texts as they are stored for search and looked for: lower case, ё as е, in any order, each by its beginning.
 * Phones go in as digits, so that 8 or +7 and brackets do not matter.
 */
public final class Words {
    private static final int MOST = 200;
    private static final int FEWEST_LAST_DIGITS = 4;
    private static final int LONGEST = 40;
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}@.]+");
    private static final Pattern OUTER_DOTS = Pattern.compile("^\\.+|\\.+$");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\d() -]{5,}");

    private static final Pattern LAST_DIGITS = Pattern.compile("\\d{" + FEWEST_LAST_DIGITS + "}");

    private Words() {}

    /** What to keep beside a document under its search field. */
    public static List<String> of(@Nullable String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            if (text != null) {
                for (String word : BREAK.split(fold(text))) {
                    String bare = trimDots(word);
                    if (!bare.isEmpty() && words.size() < MOST) {
                        words.add(bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare);
                    }
                }
            }
        }
        return new ArrayList<>(words);
    }

    /** The national digits of a phone, as they are stored for search: without the leading 8 or +7. */
    public static @Nullable String digits(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        String digits = phone.replaceAll("\\D", "");
        return digits.length() == 11 && (digits.startsWith("8") || digits.startsWith("7"))
                ? digits.substring(1)
                : digits;
    }

    /** A phone from each of its digits to its end, so that it is found by its last digits too, down to four of them. */
    public static List<String> endings(@Nullable String phone) {
        String digits = digits(phone);
        List<String> endings = new ArrayList<>();
        for (int from = 0; digits != null && from + FEWEST_LAST_DIGITS <= digits.length(); from++) {
            endings.add(digits.substring(from));
        }
        return endings;
    }

    /** Whether a query asks for a phone, by all its digits or the last of them. */
    public static boolean isPhone(String query) {
        String stripped = query.strip();
        return PHONE.matcher(stripped).matches()
                || LAST_DIGITS.matcher(stripped).matches();
    }

    /** Matches documents that have every word of the query at the beginning of some stored word. */
    public static Bson match(String field, String query) {
        List<String> wanted = new ArrayList<>();
        String stripped = query.strip();
        if (PHONE.matcher(stripped).matches()) {
            String digits = stripped.replaceAll("\\D", "");
            boolean prefixed = stripped.startsWith("+7") || (digits.startsWith("8") && digits.length() > 4);
            wanted.add(prefixed && digits.length() > 1 ? digits.substring(1) : digits);
        } else {
            wanted.addAll(of(stripped));
        }
        if (wanted.isEmpty()) {
            return new Document();
        }
        // the embedded store looks up the first one, and the longest is had by fewest
        return and(wanted.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(word -> regex(field, "^" + Pattern.quote(word)))
                .toList());
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replace('ё', 'е');
    }

    private static String trimDots(String word) {
        return word.indexOf('.') < 0 ? word : OUTER_DOTS.matcher(word).replaceAll("");
    }
}
