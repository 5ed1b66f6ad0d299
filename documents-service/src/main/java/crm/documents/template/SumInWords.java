package crm.documents.template;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Sums as contracts have them: 125 430,50 and «Сто двадцать пять тысяч четыреста тридцать рублей 50 копеек». */
public final class SumInWords {
    private static final ULocale RUSSIAN = ULocale.forLanguageTag("ru");
    private static final PluralRules PLURALS = PluralRules.forLocale(RUSSIAN);
    private static final RuleBasedNumberFormat WORDS =
            new RuleBasedNumberFormat(RUSSIAN, RuleBasedNumberFormat.SPELLOUT);
    private static final String MASCULINE = "%spellout-cardinal-masculine";
    private static final char NO_BREAK = '\u00a0';

    private SumInWords() {}

    /** Roubles in words, kopecks in two figures; the sum is rounded half up to the kopeck. */
    public static String of(BigDecimal sum) {
        BigDecimal exact = sum.setScale(2, RoundingMode.HALF_UP);
        long roubles = exact.longValue();
        long kopecks = exact.remainder(BigDecimal.ONE).movePointRight(2).longValueExact();
        // a formatter keeps its state while it works: each caller has its own
        String words = ((RuleBasedNumberFormat) WORDS.clone())
                .format(roubles, MASCULINE)
                .replace("\u00ad", "");
        return Character.toUpperCase(words.charAt(0))
                + words.substring(1)
                + " "
                + form(roubles, "рубль", "рубля", "рублей")
                + " %02d ".formatted(kopecks)
                + form(kopecks, "копейка", "копейки", "копеек");
    }

    /** With two decimals and no-break spaces between thousands. */
    static String figures(BigDecimal sum) {
        return decimal("#,##0.00", sum.setScale(2, RoundingMode.HALF_UP));
    }

    /** As many decimals as it has. */
    static String number(BigDecimal number) {
        return decimal("#,##0.###", number);
    }

    private static String decimal(String pattern, BigDecimal number) {
        DecimalFormatSymbols russian = new DecimalFormatSymbols(Locale.ROOT);
        russian.setGroupingSeparator(NO_BREAK);
        russian.setDecimalSeparator(',');
        return new DecimalFormat(pattern, russian).format(number);
    }

    private static String form(long number, String one, String few, String many) {
        return switch (PLURALS.select(number)) {
            case "one" -> one;
            case "few" -> few;
            default -> many;
        };
    }
}
