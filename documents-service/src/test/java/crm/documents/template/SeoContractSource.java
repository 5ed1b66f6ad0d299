package crm.documents.template;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the contract of SEO services this service comes with, {@code contracts/CONTRACT_SEO.docx}: run {@link #main} in the
 * service's folder after a change here. A test sees to it that the two agree.
 */
final class SeoContractSource {
    private static final Path RESOURCE = Path.of("src/main/resources/contracts/CONTRACT_SEO.docx");
    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private static final int[] COLUMNS = {540, 3515, 1400, 900, 1100, 1900};
    private static final int HALF = 4677;

    private int controls = 1000;

    public static void main(String[] args) throws IOException {
        Files.createDirectories(RESOURCE.getParent());
        Files.write(RESOURCE, new SeoContractSource().docx());
    }

    /** Entry by entry, as text. */
    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                HEAD + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + type("document", "document.main") + type("styles", "styles") + type("settings", "settings")
                        + type("footer1", "footer") + "</Types>");
        parts.put("_rels/.rels", relationships(OFFICE + "officeDocument", "word/document.xml"));
        parts.put(
                "word/_rels/document.xml.rels",
                relationships(
                        OFFICE + "styles", "styles.xml",
                        OFFICE + "settings", "settings.xml",
                        OFFICE + "footer", "footer1.xml"));
        parts.put(
                "word/document.xml",
                HEAD + "<w:document " + W + "><w:body>" + body() + section() + "</w:body></w:document>");
        parts.put("word/footer1.xml", HEAD + "<w:ftr " + W + ">" + footer() + "</w:ftr>");
        parts.put("word/styles.xml", HEAD + "<w:styles " + W + ">" + styles() + "</w:styles>");
        parts.put(
                "word/settings.xml",
                HEAD + "<w:settings " + W
                        + "><w:defaultTabStop w:val=\"708\"/><w:themeFontLang w:val=\"ru-RU\"/></w:settings>");
        return parts;
    }

    byte[] docx() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts().entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                // the same day always, so that the same source gives the same file
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String type(String part, String type) {
        return "<Override PartName=\"/word/" + part + ".xml\" ContentType=\"" + TYPES + type + "+xml\"/>";
    }

    private static String relationships(String... typesAndTargets) {
        StringBuilder all = new StringBuilder(
                HEAD + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (int i = 0; i < typesAndTargets.length; i += 2) {
            all.append("<Relationship Id=\"rId%d\" Type=\"%s\" Target=\"%s\"/>"
                    .formatted(i / 2 + 1, typesAndTargets[i], typesAndTargets[i + 1]));
        }
        return all + "</Relationships>";
    }

    private static String section() {
        return "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                + "<w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>";
    }

    private static String styles() {
        String font =
                "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"Times New Roman\"/>";
        return "<w:docDefaults><w:rPrDefault><w:rPr>" + font
                + "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"ru-RU\"/></w:rPr></w:rPrDefault>"
                + "<w:pPrDefault><w:pPr><w:spacing w:after=\"80\" w:line=\"252\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
                + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>"
                + style(
                        "Title",
                        "Title",
                        "<w:keepNext/><w:spacing w:after=\"40\"/><w:jc w:val=\"center\"/>",
                        "<w:b/><w:sz w:val=\"28\"/>")
                + style(
                        "Heading",
                        "heading 1",
                        "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"100\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
                        "<w:b/>")
                + style("Clause", "Clause", "<w:jc w:val=\"both\"/>", "")
                + style("Item", "Item", "<w:ind w:left=\"567\" w:hanging=\"283\"/><w:jc w:val=\"both\"/>", "")
                + style("Footer", "footer", "<w:jc w:val=\"center\"/>", font + "<w:sz w:val=\"18\"/>")
                + style(
                        "Together",
                        "Together",
                        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"20\" w:after=\"120\"/>",
                        "")
                + style("Cell", "Cell", "<w:spacing w:before=\"20\" w:after=\"20\"/>", "");
    }

    private static String style(String id, String name, String paragraph, String run) {
        return "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"a\"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>"
                .formatted(id, name, paragraph, run);
    }

    private String footer() {
        return paragraph(
                "Footer",
                run("Договор № ") + control("number") + run(", страница\u00a0") + "<w:fldSimple w:instr=\" PAGE \">"
                        + run("1") + "</w:fldSimple>");
    }

    private String body() {
        List<String> all = new ArrayList<>();
        all.add(paragraph(
                "Title",
                "<w:r>" + t("ДОГОВОР № ") + "</w:r>" + control("number", "<w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr>")));
        all.add("<w:p><w:pPr><w:spacing w:after=\"200\"/><w:jc w:val=\"center\"/></w:pPr>"
                + bold("на оказание услуг по поисковому продвижению сайта (SEO)") + "</w:p>");
        all.add(table(
                false,
                new int[] {HALF, HALF + 1},
                row(cell(HALF, "left", control("city")), cell(HALF + 1, "right", control("date")))));
        all.add("<w:p><w:pPr><w:spacing w:after=\"40\"/></w:pPr></w:p>");
        all.add(
                clause(
                        "{executor.legalName}, {executor.named} в дальнейшем «Исполнитель», {executor.represented}, с одной стороны, и "
                                + "{client.legalName}, {client.named} в дальнейшем «Заказчик», {client.represented}, с другой стороны, "
                                + "вместе именуемые «Стороны», заключили настоящий договор (далее — Договор) о нижеследующем."));

        all.add(heading("1. ПРЕДМЕТ ДОГОВОРА"));
        all.add(clause(
                "1.1. Исполнитель обязуется по заданию Заказчика оказать услуги по продвижению сайта Заказчика в поисковых системах "
                        + "(далее — Услуги), а Заказчик обязуется принять и оплатить Услуги на условиях Договора."));
        all.add(
                clause(
                        "1.2. Цель Услуг — рост посещаемости сайта из поисковых систем Яндекс и Google по согласованным запросам. Услуги включают:"));
        all.add(item("технический и поисковый аудит сайта, анализ конкурентов;"));
        all.add(item("подбор и группировку поисковых запросов (семантическое ядро), согласование их с Заказчиком;"));
        all.add(item(
                "подготовку рекомендаций и внесение изменений в структуру, код, тексты и метаданные страниц сайта;"));
        all.add(item("работу с внешними факторами ранжирования и региональной привязкой сайта;"));
        all.add(item(
                "настройку систем статистики и ежемесячный отчёт о позициях, посещаемости и выполненных работах."));
        all.add(clause(
                "1.3. Адрес сайта, регион продвижения и перечень запросов Стороны согласуют в техническом задании, "
                        + "которое после подписания становится неотъемлемой частью Договора."));
        all.add(clause("1.4. Состав и стоимость Услуг:"));
        all.add(services());
        all.add("<w:p><w:pPr><w:spacing w:after=\"40\"/></w:pPr></w:p>");

        all.add(heading("2. СРОКИ"));
        all.add(clause(
                "2.1. Договор вступает в силу со дня подписания и действует 12 (двенадцать) месяцев, а в части расчётов — до полного "
                        + "исполнения обязательств. Если за 30 (тридцать) дней до окончания срока ни одна из Сторон не заявит о его прекращении, "
                        + "Договор продлевается на тот же срок на тех же условиях."));
        all.add(clause(
                "2.2. Исполнитель приступает к оказанию Услуг в течение 5 (пяти) рабочих дней со дня поступления первого платежа и "
                        + "передачи доступов к сайту. Отчётный период — календарный месяц."));

        all.add(heading("3. СТОИМОСТЬ УСЛУГ И ПОРЯДОК РАСЧЁТОВ"));
        all.add(clause("3.1. Общая стоимость Услуг составляет {total} руб. ({totalInWords}). {vat}."));
        all.add(
                clause(
                        "3.2. Заказчик вносит предварительную оплату по счёту Исполнителя в течение 5 (пяти) банковских дней со дня его "
                                + "выставления. Обязанность по оплате считается исполненной в день зачисления денег на расчётный счёт Исполнителя."));
        all.add(clause(
                "3.3. Расчёты ведутся в рублях в безналичном порядке по реквизитам раздела 9. Дополнительные работы оплачиваются "
                        + "на основании дополнительных соглашений."));

        all.add(heading("4. ПОРЯДОК СДАЧИ И ПРИЁМКИ УСЛУГ"));
        all.add(clause(
                "4.1. В течение 5 (пяти) рабочих дней по окончании отчётного периода Исполнитель направляет Заказчику отчёт и акт "
                        + "сдачи-приёмки Услуг."));
        all.add(
                clause(
                        "4.2. Заказчик в течение 5 (пяти) рабочих дней со дня получения подписывает акт или направляет мотивированный отказ. "
                                + "Если в этот срок нет ни того, ни другого, Услуги считаются оказанными надлежащим образом и принятыми."));

        all.add(heading("5. ПРАВА И ОБЯЗАННОСТИ СТОРОН"));
        all.add(
                clause(
                        "5.1. Исполнитель обязуется оказывать Услуги качественно и в срок, не применять методов, запрещённых правилами "
                                + "поисковых систем, согласовывать с Заказчиком изменения сайта, сохранять в тайне доступы и сведения о деятельности Заказчика."));
        all.add(clause(
                "5.2. Исполнитель вправе привлекать третьих лиц, отвечая за их действия как за свои, и приостановить оказание Услуг "
                        + "при просрочке оплаты более 10 (десяти) дней."));
        all.add(clause(
                "5.3. Заказчик обязуется своевременно оплачивать Услуги, предоставить доступы к сайту и системам статистики, "
                        + "в течение 3 (трёх) рабочих дней отвечать на запросы Исполнителя, не изменять без уведомления Исполнителя тексты и "
                        + "структуру продвигаемых страниц."));
        all.add(
                clause(
                        "5.4. Заказчик вправе в любое время проверять ход оказания Услуг, не вмешиваясь в деятельность Исполнителя."));

        all.add(heading("6. ОТВЕТСТВЕННОСТЬ СТОРОН"));
        all.add(clause(
                "6.1. За просрочку оплаты Исполнитель вправе требовать неустойку 0,1 % от суммы задолженности за каждый день "
                        + "просрочки, но не более 10 % этой суммы. За просрочку оказания Услуг Заказчик вправе требовать неустойку в том же размере "
                        + "от стоимости Услуг, оказанных с просрочкой."));
        all.add(
                clause(
                        "6.2. Исполнитель не отвечает за изменение алгоритмов и недоступность поисковых систем, за действия хостинга и "
                                + "третьих лиц, а также за снижение показателей из-за изменений сайта, внесённых без его участия."));
        all.add(clause(
                "6.3. Ответственность Исполнителя ограничена стоимостью Услуг за отчётный период, в котором допущено нарушение. "
                        + "Стороны освобождаются от ответственности при обстоятельствах непреодолимой силы."));

        all.add(heading("7. КОНФИДЕНЦИАЛЬНОСТЬ"));
        all.add(clause(
                "7.1. Стороны не раскрывают третьим лицам условия Договора и сведения, ставшие им известными при его исполнении, "
                        + "в течение срока Договора и 3 (трёх) лет после его окончания. Персональные данные обрабатываются только для исполнения "
                        + "Договора в соответствии с Федеральным законом № 152-ФЗ «О персональных данных»."));

        all.add(heading("8. ПРОЧИЕ УСЛОВИЯ"));
        all.add(clause(
                "8.1. Споры разрешаются путём переговоров; срок ответа на претензию — 15 (пятнадцать) рабочих дней. При недостижении "
                        + "согласия спор передаётся в арбитражный суд по месту нахождения ответчика."));
        all.add(clause(
                "8.2. Любая из Сторон вправе отказаться от Договора, предупредив другую Сторону не менее чем за 30 (тридцать) дней "
                        + "и оплатив фактически оказанные Услуги."));
        all.add(
                clause(
                        "8.3. Изменения и дополнения действительны, если они совершены в письменной форме и подписаны Сторонами. Документы, "
                                + "переданные по электронной почте или через оператора электронного документооборота, имеют силу до обмена оригиналами."));
        all.add(
                clause(
                        "8.4. Договор составлен в двух экземплярах, имеющих равную юридическую силу, по одному для каждой из Сторон."));

        all.add(heading("9. РЕКВИЗИТЫ И ПОДПИСИ СТОРОН"));
        all.add(signatures());
        return String.join("", all);
    }

    private String services() {
        String[] heads = {"№", "Наименование услуги", "Цена, руб.", "Кол-во", "Скидка", "Сумма, руб."};
        String[] fields = {"no", "name", "price", "quantity", "discount", "total"};
        StringBuilder head = new StringBuilder("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        StringBuilder line = new StringBuilder("<w:trPr><w:cantSplit/></w:trPr>");
        for (int i = 0; i < COLUMNS.length; i++) {
            head.append(cell(COLUMNS[i], "center", bold(heads[i])));
            String side = i == 1 ? "left" : i == 0 || i == 3 || i == 4 ? "center" : "right";
            line.append(cell(COLUMNS[i], side, control("services." + fields[i])));
        }
        int span = 0;
        for (int i = 0; i < COLUMNS.length - 1; i++) {
            span += COLUMNS[i];
        }
        String total = "<w:tc><w:tcPr><w:tcW w:w=\"" + span + "\" w:type=\"dxa\"/><w:gridSpan w:val=\"5\"/></w:tcPr>"
                + cellParagraph("right", bold("Итого:")) + "</w:tc>"
                + cell(COLUMNS[5], "right", control("total", "<w:rPr><w:b/></w:rPr>"));
        return table(true, COLUMNS, row(head.toString()) + row(line.toString()) + row(total));
    }

    private String signatures() {
        StringBuilder rows = new StringBuilder();
        rows.append(row(cell(HALF, "left", bold("Исполнитель")), cell(HALF + 1, "left", bold("Заказчик"))));
        for (String field : List.of("requisites", "position")) {
            rows.append(row(
                    cell(HALF, "left", control("executor." + field)),
                    cell(HALF + 1, "left", control("client." + field))));
        }
        rows.append(row(
                cell(HALF, "left", run("_________________ / ") + control("executor.signature") + run(" /")),
                cell(HALF + 1, "left", run("_________________ / ") + control("client.signature") + run(" /"))));
        rows.append(row(cell(HALF, "left", run("М. П.")), cell(HALF + 1, "left", run("М. П."))));
        // signatures stand with the requisites they are for, on one page
        String together = rows.toString()
                .replace(
                        "<w:tr>",
                        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"480\" w:hRule=\"atLeast\"/></w:trPr>")
                .replace("w:val=\"Cell\"", "w:val=\"Together\"");
        return table(false, new int[] {HALF, HALF + 1}, together);
    }

    private static String table(boolean lines, int[] columns, String rows) {
        StringBuilder grid = new StringBuilder();
        int width = 0;
        for (int column : columns) {
            grid.append("<w:gridCol w:w=\"").append(column).append("\"/>");
            width += column;
        }
        String borders = !lines
                ? ""
                : List.of("top", "left", "bottom", "right", "insideH", "insideV").stream()
                        .map(side -> "<w:" + side + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
                        .collect(Collectors.joining("", "<w:tblBorders>", "</w:tblBorders>"));
        return "<w:tbl><w:tblPr><w:tblW w:w=\"" + width + "\" w:type=\"dxa\"/>" + borders
                + "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
                + grid + "</w:tblGrid>" + rows + "</w:tbl>";
    }

    private static String row(String... cells) {
        return "<w:tr>" + String.join("", cells) + "</w:tr>";
    }

    private static String cell(int width, String side, String content) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"" + width + "\" w:type=\"dxa\"/></w:tcPr>" + cellParagraph(side, content)
                + "</w:tc>";
    }

    private static String cellParagraph(String side, String content) {
        return "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:jc w:val=\"" + side + "\"/></w:pPr>" + content + "</w:p>";
    }

    private static String heading(String text) {
        return paragraph("Heading", run(text));
    }

    private String item(String text) {
        return paragraph("Item", run("— " + text));
    }

    /** Text with controls in braces. */
    private String clause(String text) {
        StringBuilder runs = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? text.length() : open;
            if (end > at) {
                runs.append(run(text.substring(at, end)));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            runs.append(control(text.substring(open + 1, close)));
            at = close + 1;
        }
        return paragraph("Clause", runs.toString());
    }

    private static String paragraph(String style, String content) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + content + "</w:p>";
    }

    private String control(String tag) {
        return control(tag, "");
    }

    private String control(String tag, String look) {
        controls++;
        return "<w:sdt><w:sdtPr><w:alias w:val=\"" + tag + "\"/><w:tag w:val=\"" + tag + "\"/><w:id w:val=\"" + controls
                + "\"/><w:text w:multiLine=\"1\"/></w:sdtPr><w:sdtContent><w:r>" + look + t("[" + tag + "]")
                + "</w:r></w:sdtContent></w:sdt>";
    }

    private static String run(String text) {
        return "<w:r>" + t(text) + "</w:r>";
    }

    private static String bold(String text) {
        return "<w:r><w:rPr><w:b/></w:rPr>" + t(text) + "</w:r>";
    }

    private static String t(String text) {
        return "<w:t xml:space=\"preserve\">" + text + "</w:t>";
    }
}
