package crm.documents.template;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a contract says that its template leaves open.
 *
 * @param total the lines' own totals added up, roubles
 * @param vat what is said of VAT after the sum
 */
public record Contract(
        String number,
        LocalDate on,
        String city,
        Party executor,
        Party client,
        List<Line> lines,
        BigDecimal total,
        String vat) {
    private static final List<String> MONTHS = List.of(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря");

    /** One line of the services: price for one, quantity, discount in per cent, the line's own total. */
    public record Line(String name, BigDecimal price, BigDecimal quantity, BigDecimal discount, BigDecimal total) {}

    /** What a template's controls are tagged with, and the text each gets; a line break in a text is one on paper. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("number", number);
        fields.put(
                "date",
                "«%02d» %s %d г.".formatted(on.getDayOfMonth(), MONTHS.get(on.getMonthValue() - 1), on.getYear()));
        fields.put("city", "г. " + city);
        fields.put("total", SumInWords.figures(total));
        fields.put("totalInWords", inSentence(SumInWords.of(total)));
        fields.put("vat", vat);
        party(fields, "executor", executor);
        party(fields, "client", client);
        return fields;
    }

    private static String inSentence(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static void party(Map<String, String> fields, String side, Party party) {
        fields.put(side + ".legalName", party.legalName() == null ? "" : party.legalName());
        fields.put(side + ".named", party.named());
        fields.put(side + ".represented", party.represented());
        fields.put(side + ".requisites", party.requisites());
        fields.put(side + ".position", party.position());
        fields.put(side + ".signature", party.signature());
    }

    /** The rows of the table whose controls are tagged {@code services.…}. */
    List<Map<String, String>> services() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(Map.of(
                    "services.no", String.valueOf(rows.size() + 1),
                    "services.name", line.name(),
                    "services.price", SumInWords.figures(line.price()),
                    "services.quantity", SumInWords.number(line.quantity()),
                    "services.discount",
                            line.discount().signum() == 0 ? "—" : SumInWords.number(line.discount()) + " %",
                    "services.total", SumInWords.figures(line.total())));
        }
        return rows;
    }
}
