package crm.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import crm.documents.template.Template;
import crm.documents.template.TemplateTest;
import crm.platform.refusal.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G-1 G-3 the PDF of a paper")
class PdfTest {
    private static final Pdf PDF = new Pdf();
    private static final byte[] CONTRACT = Template.builtIn("CONTRACT_SEO").fill(TemplateTest.aContract(3));

    private static byte[] pdf(byte[] docx) {
        try (Pdf.Slot slot = PDF.slot()) {
            return slot.pdf(docx);
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper()
                    .getText(document)
                    .replace('\u00a0', ' ')
                    .replaceAll("\\s+", " ");
        }
    }

    @Test
    @DisplayName("says what the DOCX says, in Cyrillic, with fonts of its own")
    void says_the_same() throws IOException {
        byte[] pdf = pdf(CONTRACT);
        assertThat(text(pdf))
                .contains(
                        "ДОГОВОР № SEO-2026-0017",
                        "«03» ноября 2026 г.",
                        "в лице коммерческого директора Щукиной Анны Юрьевны")
                .contains("95 851,35", "девяносто пять тысяч восемьсот пятьдесят один рубль 35 копеек")
                .contains("М. П.", "А. Ю. Щукина")
                .doesNotContain("#");
        Path out = Files.createDirectories(Path.of("target/papers"));
        Files.write(out.resolve("contract.pdf"), pdf);
        Files.write(out.resolve("contract.docx"), CONTRACT);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 80);
                ImageIO.write(image, "png", out.resolve("page" + page + ".png").toFile());
            }
        }
    }

    @Test
    @DisplayName("five at once all get theirs; warm it takes a fraction of a second")
    void five_at_once() throws Exception {
        for (int i = 0; i < 5; i++) {
            pdf(CONTRACT);
        }
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            long start = System.nanoTime();
            pdf(Template.builtIn("CONTRACT_SEO").fill(TemplateTest.aContract(3)));
            times.add((System.nanoTime() - start) / 1_000_000);
        }
        times.sort(Long::compare);
        System.out.println("DOCX + PDF, warm, median ms: " + times.get(times.size() / 2) + " of " + times);
        long start = System.nanoTime();
        try (var five = Executors.newFixedThreadPool(5)) {
            List<Callable<byte[]>> jobs = Arrays.asList(
                    () -> pdf(CONTRACT),
                    () -> pdf(CONTRACT),
                    () -> pdf(CONTRACT),
                    () -> pdf(CONTRACT),
                    () -> pdf(CONTRACT));
            for (Future<byte[]> job : five.invokeAll(jobs)) {
                assertThat(text(job.get())).contains("SEO-2026-0017");
            }
        }
        System.out.println("five at once, ms: " + (System.nanoTime() - start) / 1_000_000);
    }

    @Test
    @DisplayName("what a file refers to outside itself is never fetched, and the rest of it is laid out")
    void nothing_fetched() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer canary = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        canary.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        canary.start();
        String url = "http://127.0.0.1:" + canary.getAddress().getPort() + "/";
        String nosy = picture("r:link=\"rId91\"")
                + "<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" style=\"width:50pt;height:50pt\">"
                + "<v:imagedata r:id=\"rId91\" o:href=\"" + url + "vml\" src=\"" + url
                + "src\"/></v:shape></w:pict></w:r></w:p>"
                + "<w:p><w:hyperlink r:id=\"rId93\"><w:r><w:t>ссылка</w:t></w:r></w:hyperlink></w:p>";
        String type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        byte[] file = changed(Map.of(
                "word/document.xml", xml -> xml.replace("<w:sectPr>", nosy + "<w:sectPr>"),
                "word/_rels/document.xml.rels",
                        xml -> xml.replace(
                                "</Relationships>",
                                "<Relationship Id=\"rId91\" Type=\"" + type + "image\" Target=\"" + url
                                        + "a.png\" TargetMode=\"External\"/>"
                                        + "<Relationship Id=\"rId92\" Type=\"" + type + "attachedTemplate\" Target=\""
                                        + url + "t.dotx\" TargetMode=\"External\"/>"
                                        + "<Relationship Id=\"rId93\" Type=\"" + type + "hyperlink\" Target=\"" + url
                                        + "link\" TargetMode=\"External\"/></Relationships>")));
        try {
            assertThat(text(pdf(Docx.of(file).withoutOutside()))).contains("ДОГОВОР № SEO-2026-0017", "ссылка");
            assertThat(fetched).hasValue(0);
        } finally {
            canary.stop(0);
        }
    }

    private static String picture(String blip) {
        return "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">"
                + "<wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"p\"/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
                + "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
                + "<pic:nvPicPr><pic:cNvPr id=\"1\" name=\"p\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "
                + blip + "/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
                + "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"900000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    }

    @Test
    @DisplayName("G-3 a picture that is in the file is in its PDF; a logo, say")
    void picture_inside() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", png);
        Map<String, byte[]> parts = parts();
        parts.put("word/media/logo.png", png.toByteArray());
        change(
                parts,
                "word/document.xml",
                xml -> xml.replace("<w:sectPr>", picture("r:embed=\"rId91\"") + "<w:sectPr>"));
        change(
                parts,
                "word/_rels/document.xml.rels",
                xml -> xml.replace(
                        "</Relationships>",
                        "<Relationship Id=\"rId91\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/logo.png\"/></Relationships>"));
        change(
                parts,
                "[Content_Types].xml",
                xml -> xml.replace("<Override", "<Default Extension=\"png\" ContentType=\"image/png\"/><Override"));
        try (PDDocument pdf = Loader.loadPDF(pdf(Docx.of(zip(parts)).withoutOutside()))) {
            int pictures = 0;
            for (var page : pdf.getPages()) {
                for (var name : page.getResources().getXObjectNames()) {
                    pictures += page.getResources().isImageXObject(name) ? 1 : 0;
                }
            }
            assertThat(pictures).isPositive();
        }
    }

    @Test
    @DisplayName("rubbish, other files, bombs, macros and doctypes are refused by name")
    void refused() throws IOException {
        assertThat(refusalOf("мусор".getBytes(StandardCharsets.UTF_8))).isEqualTo("document.file.not-a-docx");
        assertThat(refusalOf(new byte[0])).isEqualTo("document.file.not-a-docx");
        assertThat(refusalOf(zip(Map.of("a.txt", "x".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("document.file.not-a-docx");
        assertThat(refusalOf(new byte[(Docx.MEGABYTES << 20) + 1])).isEqualTo("document.file.too-large");
        assertThat(refusalOf(changed(Map.of("word/document.xml", xml -> xml + " ".repeat(7 << 20)))))
                .isEqualTo("document.file.swollen");
        assertThat(refusalOf(changed(Map.of("word/settings.xml", xml -> " ".repeat(200 << 20)))))
                .isEqualTo("document.file.swollen");
        assertThat(refusalOf(changed(Map.of(
                        "[Content_Types].xml",
                        xml -> xml.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")))))
                .isEqualTo("document.file.not-a-docx");
        assertThat(refusalOf(changed(Map.of("word/vbaProject.bin", xml -> "x"))))
                .isEqualTo("document.file.macros");
        byte[] doctype = changed(Map.of(
                "word/_rels/document.xml.rels",
                xml -> xml.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")));
        assertThatThrownBy(() -> Docx.of(doctype).withoutOutside()).hasMessage("document.file.not-a-docx");
        byte[] entity = changed(Map.of(
                "word/document.xml",
                xml -> xml.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>")
                        .replace("«Стороны»", "&a;")));
        assertThatThrownBy(() -> pdf(Docx.of(entity).withoutOutside())).isInstanceOf(Pdf.Unconvertible.class);
        byte[] broken = changed(Map.of("word/document.xml", xml -> xml.replace("</w:body>", "")));
        assertThatThrownBy(() -> pdf(Docx.of(broken).withoutOutside())).isInstanceOf(Pdf.Unconvertible.class);
    }

    private static String refusalOf(byte[] file) {
        try {
            Docx.of(file);
            return "none";
        } catch (Refused refused) {
            return refused.refusal().code();
        }
    }

    private interface Change {
        String of(String xml);
    }

    private static byte[] changed(Map<String, Change> changes) throws IOException {
        Map<String, byte[]> parts = parts();
        changes.forEach((name, change) -> change(parts, name, change));
        return zip(parts);
    }

    private static void change(Map<String, byte[]> parts, String name, Change change) {
        String before = new String(parts.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
        parts.put(name, change.of(before).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(CONTRACT))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
