package crm.documents.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G-1 the contract of SEO services")
public class TemplateTest {
    private final Template template = Template.builtIn("CONTRACT_SEO");

    public static Contract aContract(int lines) {
        BigDecimal price = new BigDecimal("35500.50");
        BigDecimal total = new BigDecimal("31950.45");
        Contract.Line line =
                new Contract.Line("Поисковое продвижение сайта (SEO)", price, BigDecimal.ONE, BigDecimal.TEN, total);
        return new Contract(
                "SEO-2026-0017",
                LocalDate.of(2026, 11, 3),
                "Москва",
                PartyTest.company("Общество с ограниченной ответственностью «Маяк»", "7726482131", "772601001"),
                PartyTest.ROMASHKA,
                java.util.Collections.nCopies(lines, line),
                total.multiply(BigDecimal.valueOf(lines)),
                "НДС не облагается");
    }

    @Test
    @DisplayName("the file is what its source writes")
    void reproducible() throws IOException {
        try (InputStream in = TemplateTest.class.getResourceAsStream("/contracts/CONTRACT_SEO.docx")) {
            assertThat(entries(in.readAllBytes())).isEqualTo(new SeoContractSource().parts());
        }
    }

    @Test
    @DisplayName("every tag has its text and every text its tag")
    void tags() {
        Contract contract = aContract(1);
        TreeSet<String> filled = new TreeSet<>(contract.fields().keySet());
        filled.addAll(contract.services().getFirst().keySet());
        assertThat(template.tags()).isEqualTo(filled);
    }

    @Test
    @DisplayName("filled it is an ordinary document: a row per line, no controls left, the number also at its foot")
    void filled() throws IOException {
        Map<String, String> parts = entries(template.fill(aContract(3)));
        String body = parts.get("word/document.xml");
        String text = text(body);
        assertThat(body).doesNotContain("w:sdt>").doesNotContain("[");
        assertThat(text)
                .contains("ДОГОВОР № SEO-2026-0017", "«03» ноября 2026 г.", "г. Москва")
                .contains("именуемое в дальнейшем «Заказчик», в лице коммерческого директора Щукиной Анны Юрьевны")
                .contains("35 500,50", "31 950,45", "10 %", "95 851,35")
                .contains("девяносто пять тысяч восемьсот пятьдесят один рубль 35 копеек");
        assertThat(text.split("Поисковое продвижение сайта \\(SEO\\)", -1)).hasSize(4);
        assertThat(text(parts.get("word/footer1.xml"))).contains("SEO-2026-0017");
    }

    @Test
    @DisplayName("signs that mean something in XML are only signs in a text")
    void escaped() throws IOException {
        Contract contract = aContract(1);
        Contract sharp = new Contract(
                contract.number(),
                contract.on(),
                contract.city(),
                contract.executor(),
                PartyTest.company("АО «Ёлка & <Партнёры>»", "6678123459", "667801001"),
                contract.lines(),
                contract.total(),
                contract.vat());
        assertThat(entries(template.fill(sharp)).get("word/document.xml")).contains("АО «Ёлка &amp; &lt;Партнёры&gt;»");
    }

    public static String text(String xml) {
        return xml.replaceAll(">\\s*\n\\s*<", "><")
                .replaceAll("</w:p>", "\n")
                .replaceAll("<[^>]+>", "")
                .replace('\u00a0', ' ');
    }

    public static Map<String, String> entries(byte[] docx) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
