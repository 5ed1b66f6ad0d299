package crm.documents.pdf;

import crm.platform.refusal.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A DOCX somebody brought, known to be one: no macros, and unpacked no larger than a paper may be. Its own bytes are kept as
 * they came; what is laid out is a copy that refers to nothing outside itself.
 */
public final class Docx {
    /** The largest file, in megabytes. */
    public static final int MEGABYTES = 10;

    private static final int LARGEST = MEGABYTES << 20;
    private static final int MOST_PARTS = 2000;
    private static final int MOST_UNPACKED = 40 << 20;
    private static final int MOST_XML = 6 << 20;
    private static final long MOST_PIXELS = 30_000_000;
    private static final String TYPES = "[Content_Types].xml";
    private static final String MAIN =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static final String BLANK = "word/media/crm-blank.png";

    private final Map<String, byte[]> parts;

    private Docx(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** @throws Refused 413 or 422 about {@code file} */
    public static Docx of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Refused(new PdfRefusal.TooLarge(MEGABYTES));
        }
        Map<String, byte[]> parts = unpacked(bytes);
        byte[] types = parts.get(TYPES);
        if (types == null || !parts.containsKey("_rels/.rels")) {
            throw new Refused(new PdfRefusal.NotADocx());
        }
        String declared = new String(types, StandardCharsets.UTF_8);
        if (declared.contains("macroEnabled")
                || parts.keySet().stream().anyMatch(name -> lower(name).endsWith("vbaproject.bin"))) {
            throw new Refused(new PdfRefusal.WithMacros());
        }
        if (!declared.contains(MAIN)) {
            throw new Refused(new PdfRefusal.NotADocx());
        }
        parts.forEach(Docx::checkPicture);
        return new Docx(parts);
    }

    private static Map<String, byte[]> unpacked(byte[] bytes) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        long all = 0;
        long xml = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] part = zip.readNBytes((int) (MOST_UNPACKED - all) + 1);
                all += part.length;
                xml += isXml(entry.getName()) ? part.length : 0;
                if (all > MOST_UNPACKED || xml > MOST_XML || parts.size() == MOST_PARTS) {
                    throw new Refused(new PdfRefusal.Swollen());
                }
                if (parts.put(entry.getName(), part) != null) {
                    throw new Refused(new PdfRefusal.NotADocx());
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new Refused(new PdfRefusal.NotADocx());
        }
        return parts;
    }

    private static boolean isXml(String name) {
        return lower(name).endsWith(".xml") || lower(name).endsWith(".rels");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A small file can hold a picture of a size that no memory has room for. */
    private static void checkPicture(String name, byte[] content) {
        if (!lower(name).startsWith("word/media/")) {
            return;
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (readers.hasNext()) {
                ImageReader reader = readers.next();
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                reader.dispose();
                if (pixels > MOST_PIXELS) {
                    throw new Refused(new PdfRefusal.Swollen());
                }
            }
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof Refused refused) {
                throw refused;
            }
            throw new Refused(new PdfRefusal.NotADocx());
        }
    }

    /**
     * A copy to lay out. Pictures from elsewhere are blank in it, other things from elsewhere and fonts of its own are gone;
     * links stay, since nobody follows them while a paper is laid out.
     *
     * @throws Refused 422 if a part that tells what belongs together cannot be read
     */
    public byte[] withoutOutside() {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(copy)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                String name = part.getKey();
                byte[] content = part.getValue();
                if (lower(name).endsWith(".rels")) {
                    content = inside(content);
                } else if (lower(name).endsWith("fonttable.xml")) {
                    content = new String(content, StandardCharsets.UTF_8)
                            .replaceAll("<w:embed(Regular|Bold|Italic|BoldItalic)\\b[^>]*/>", "")
                            .getBytes(StandardCharsets.UTF_8);
                } else if (name.equals(TYPES)) {
                    content = withPng(content);
                }
                write(zip, name, content);
            }
            write(zip, BLANK, blank());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return copy.toByteArray();
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] inside(byte[] relationships) {
        Document document = parsed(relationships);
        NodeList all = document.getElementsByTagNameNS("*", "Relationship");
        List<Element> gone = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element relationship = (Element) all.item(i);
            String type = relationship.getAttribute("Type");
            boolean outside = relationship.getAttribute("TargetMode").equalsIgnoreCase("External");
            if (outside && type.endsWith("/image")) {
                relationship.removeAttribute("TargetMode");
                relationship.setAttribute("Target", "/" + BLANK);
            } else if ((outside && !type.endsWith("/hyperlink")) || type.endsWith("/font")) {
                gone.add(relationship);
            }
        }
        gone.forEach(relationship -> relationship.getParentNode().removeChild(relationship));
        return written(document);
    }

    private static byte[] withPng(byte[] types) {
        Document document = parsed(types);
        NodeList defaults = document.getElementsByTagNameNS("*", "Default");
        for (int i = 0; i < defaults.getLength(); i++) {
            if (((Element) defaults.item(i)).getAttribute("Extension").equalsIgnoreCase("png")) {
                return types;
            }
        }
        Element root = document.getDocumentElement();
        Element png = document.createElementNS(root.getNamespaceURI(), "Default");
        png.setAttribute("Extension", "png");
        png.setAttribute("ContentType", "image/png");
        root.insertBefore(png, root.getFirstChild());
        return written(document);
    }

    private static Document parsed(byte[] xml) {
        try (InputStream in = new ByteArrayInputStream(xml)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(in);
        } catch (SAXException | IOException broken) {
            throw new Refused(new PdfRefusal.NotADocx());
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] written(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] blank() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB), "png", png);
        return png.toByteArray();
    }
}
