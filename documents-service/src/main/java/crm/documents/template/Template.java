package crm.documents.template;

import jakarta.xml.bind.JAXBElement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.docx4j.XmlUtils;
import org.docx4j.openpackaging.exceptions.Docx4JException;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;
import org.docx4j.openpackaging.parts.Part;
import org.docx4j.openpackaging.parts.WordprocessingML.FooterPart;
import org.docx4j.openpackaging.parts.WordprocessingML.HeaderPart;
import org.docx4j.wml.Br;
import org.docx4j.wml.ContentAccessor;
import org.docx4j.wml.ObjectFactory;
import org.docx4j.wml.R;
import org.docx4j.wml.RPr;
import org.docx4j.wml.SdtElement;
import org.docx4j.wml.SdtRun;
import org.docx4j.wml.Text;
import org.docx4j.wml.Tr;
import org.jspecify.annotations.Nullable;

/**
 * A DOCX whose open places are plain-text content controls, found by their tags; a table row with controls tagged
 * {@code services.…} is repeated for each line. What it makes is an ordinary document: the controls give way to their text.
 */
public final class Template {
    private static final String ROWS = "services.";
    private static final ObjectFactory WML = new ObjectFactory();

    private final byte[] docx;

    private Template(byte[] docx) {
        this.docx = docx;
    }

    /** The template this service came with for a kind. */
    public static Template builtIn(String kind) {
        try (InputStream in = Template.class.getResourceAsStream("/contracts/" + kind + ".docx")) {
            if (in == null) {
                throw new IllegalArgumentException("no template of " + kind);
            }
            return new Template(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws IllegalStateException if a control has a tag that nothing fills */
    public byte[] fill(Contract contract) {
        try {
            WordprocessingMLPackage paper = WordprocessingMLPackage.load(new ByteArrayInputStream(docx));
            Map<String, String> fields = contract.fields();
            for (ContentAccessor part : parts(paper)) {
                fill(part.getContent(), fields, contract.services());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            paper.save(out);
            return out.toByteArray();
        } catch (Docx4JException broken) {
            throw new IllegalStateException("the template cannot be read", broken);
        }
    }

    /** The tags of all its controls. */
    Set<String> tags() {
        try {
            Set<String> tags = new TreeSet<>();
            for (ContentAccessor part : parts(WordprocessingMLPackage.load(new ByteArrayInputStream(docx)))) {
                collect(part.getContent(), tags);
            }
            return tags;
        } catch (Docx4JException broken) {
            throw new IllegalStateException("the template cannot be read", broken);
        }
    }

    private static void collect(List<Object> content, Set<String> tags) {
        for (Object found : content) {
            Object element = XmlUtils.unwrap(found);
            tag(element).ifPresent(tags::add);
            children(element).ifPresent(children -> collect(children, tags));
        }
    }

    private static List<ContentAccessor> parts(WordprocessingMLPackage paper) {
        List<ContentAccessor> parts = new ArrayList<>(List.of(paper.getMainDocumentPart()));
        for (Part part : paper.getParts().getParts().values()) {
            if (part instanceof HeaderPart || part instanceof FooterPart) {
                parts.add((ContentAccessor) part);
            }
        }
        return parts;
    }

    private static void fill(List<Object> content, Map<String, String> fields, List<Map<String, String>> rows) {
        for (int i = 0; i < content.size(); i++) {
            Object element = XmlUtils.unwrap(content.get(i));
            Optional<String> tag = tag(element);
            if (element instanceof Tr row && isRepeated(row)) {
                List<Object> repeated = repeat(row, fields, rows);
                content.remove(i);
                content.addAll(i, repeated);
                i += repeated.size() - 1;
            } else if (element instanceof SdtRun control && tag.isPresent()) {
                String text = fields.get(tag.get());
                if (text == null) {
                    throw new IllegalStateException("nothing fills the tag " + tag.get());
                }
                content.set(i, run(text, look(control)));
            } else {
                children(element).ifPresent(children -> fill(children, fields, rows));
            }
        }
    }

    private static List<Object> repeat(Tr row, Map<String, String> fields, List<Map<String, String>> rows) {
        List<Object> repeated = new ArrayList<>();
        for (Map<String, String> line : rows) {
            Tr copy = XmlUtils.deepCopy(row);
            Map<String, String> all = new LinkedHashMap<>(fields);
            all.putAll(line);
            fill(copy.getContent(), all, List.of());
            repeated.add(copy);
        }
        return repeated;
    }

    private static boolean isRepeated(Tr row) {
        Set<String> tags = new TreeSet<>();
        collect(row.getContent(), tags);
        return tags.stream().anyMatch(tag -> tag.startsWith(ROWS));
    }

    private static Optional<String> tag(Object element) {
        return element instanceof SdtElement control
                        && control.getSdtPr() != null
                        && control.getSdtPr().getTag() != null
                ? Optional.ofNullable(control.getSdtPr().getTag().getVal())
                : Optional.empty();
    }

    private static Optional<List<Object>> children(Object element) {
        if (element instanceof SdtElement control) {
            return Optional.ofNullable(control.getSdtContent()).map(ContentAccessor::getContent);
        }
        return element instanceof ContentAccessor accessor ? Optional.of(accessor.getContent()) : Optional.empty();
    }

    /** The look of the placeholder is that of the text in its place. */
    private static @Nullable RPr look(SdtRun control) {
        for (Object element : control.getSdtContent().getContent()) {
            if (XmlUtils.unwrap(element) instanceof R run) {
                return run.getRPr();
            }
        }
        return null;
    }

    private static R run(String words, @Nullable RPr look) {
        R run = WML.createR();
        run.setRPr(look);
        for (String line : words.split("\n", -1)) {
            if (!run.getContent().isEmpty()) {
                Br lineBreak = WML.createBr();
                run.getContent().add(lineBreak);
            }
            Text text = WML.createText();
            text.setValue(line);
            text.setSpace("preserve");
            JAXBElement<Text> element = WML.createRT(text);
            run.getContent().add(element);
        }
        return run;
    }
}
