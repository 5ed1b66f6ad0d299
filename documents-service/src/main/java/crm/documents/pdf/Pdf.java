package crm.documents.pdf;

import crm.platform.refusal.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.fop.apps.FOPException;
import org.apache.fop.apps.FopFactory;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.docx4j.Docx4J;
import org.docx4j.convert.out.FOSettings;
import org.docx4j.convert.out.fo.renderers.FORendererApacheFOP;
import org.docx4j.fonts.IdentityPlusMapper;
import org.docx4j.fonts.Mapper;
import org.docx4j.fonts.PhysicalFonts;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the PDF of a DOCX. Two at a time: more would need more memory than a small machine has. The fonts are our own, the
 * same on every machine, with the widths of those people use in Word; nothing is ever fetched while a paper is laid out.
 */
@Component
public class Pdf {
    private static final int AT_ONCE = 2;
    private static final Duration WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final List<String> STYLES = List.of("Regular", "Bold", "Italic", "BoldItalic");

    /** By their places in the font jars. */
    private static final List<String> FAMILIES =
            List.of("Tinos/Tinos", "Arimo/static/Arimo", "Cousine/Cousine", "Carlito/Carlito", "Caladea/Caladea");

    private static final Map<String, String> STANDS_FOR = Map.of(
            "Times New Roman", "Tinos Regular",
            "Arial", "Arimo Regular",
            "Courier New", "Cousine Regular",
            "Calibri", "Carlito Regular",
            "Cambria", "Caladea Regular");
    private static final String ANY_OTHER = "Tinos Regular";

    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    // platform threads: laying out is nothing but work
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("pdf-", 0).factory());
    private final Path folder;
    private final ThreadLocal<FopFactory> layout = new ThreadLocal<>();

    Pdf() {
        folder = registered();
    }

    private static Path registered() {
        try {
            // no font of the machine: the same paper everywhere
            PhysicalFonts.setRegex("none");
            Path folder = Files.createTempDirectory("crm-pdf");
            folder.toFile().deleteOnExit();
            for (String family : FAMILIES) {
                for (String style : STYLES) {
                    Path file = folder.resolve(Path.of(family).getFileName() + "-" + style + ".ttf");
                    try (InputStream in = Pdf.class.getResourceAsStream("/fonts/" + family + "-" + style + ".ttf")) {
                        Files.copy(Objects.requireNonNull(in, family), file);
                    }
                    file.toFile().deleteOnExit();
                    PhysicalFonts.addPhysicalFonts(null, file.toUri());
                }
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * A place among those that may lay out now.
     *
     * @throws Refused 503 if none gets free in time
     */
    public Slot slot() {
        try {
            if (slots.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Slot();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new Refused(new PdfRefusal.Busy());
    }

    /** One place; it is free again when closed and what was begun in it has ended. */
    public final class Slot implements AutoCloseable {
        private @Nullable CompletableFuture<byte[]> last;

        private Slot() {}

        /** @throws Refused 422 if the paper cannot be laid out, or not in reasonable time */
        public byte[] pdf(byte[] docx) {
            last = CompletableFuture.supplyAsync(() -> laidOut(docx), workers);
            try {
                return last.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException tooLong) {
                throw new Refused(new PdfRefusal.TooComplex());
            } catch (ExecutionException failed) {
                throw new Unconvertible(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Refused(new PdfRefusal.Busy());
            }
        }

        @Override
        public void close() {
            if (last == null) {
                slots.release();
            } else {
                last.whenComplete((pdf, failure) -> slots.release());
            }
        }
    }

    /** A DOCX that cannot be laid out: broken, if it came from outside; a fault of ours, if it did not. */
    public static final class Unconvertible extends RuntimeException {
        Unconvertible(Throwable cause) {
            super("cannot be laid out", cause);
        }
    }

    private byte[] laidOut(byte[] docx) {
        Path pictures = null;
        try {
            WordprocessingMLPackage paper = WordprocessingMLPackage.load(new ByteArrayInputStream(docx));
            paper.setFontMapper(mapper(paper));
            pictures = Files.createTempDirectory(folder, "pictures");
            FOSettings settings = new FOSettings(paper);
            settings.setImageDirPath(pictures.toString());
            FORendererApacheFOP.getFOUserAgent(settings, layout(settings));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Docx4J.toFO(settings, out, Docx4J.FLAG_EXPORT_PREFER_XSL);
            return out.toByteArray();
        } catch (Exception failed) {
            // the library declares hardly any of what it throws
            throw new IllegalStateException(failed);
        } finally {
            FileSystemUtils.deleteRecursively(pictures == null ? null : pictures.toFile());
        }
    }

    /** What knows the fonts is made once per worker: to read them takes longer than to lay out a page. */
    private FopFactory layout(FOSettings settings) throws FOPException {
        FopFactory made = layout.get();
        if (made == null) {
            made = FORendererApacheFOP.getFopFactoryBuilder(settings, new OnlyOurs(folder))
                    .build();
            layout.set(made);
        }
        return made;
    }

    /** All of our fonts for every paper, since what knows them outlives it; and one of them for each font we have not. */
    private static Mapper mapper(WordprocessingMLPackage paper) throws Exception {
        Mapper mapper = new IdentityPlusMapper();
        STANDS_FOR.forEach((font, ours) -> mapper.put(font, PhysicalFonts.get(ours)));
        for (String font : paper.getMainDocumentPart().fontsInUse()) {
            mapper.put(font, PhysicalFonts.get(STANDS_FOR.getOrDefault(font, ANY_OTHER)));
        }
        return mapper;
    }

    /** Whatever a paper refers to outside itself stays outside. */
    private record OnlyOurs(Path folder) implements ResourceResolver {
        @Override
        public Resource getResource(URI address) throws IOException {
            if ("file".equals(address.getScheme())
                    && Path.of(address).normalize().startsWith(folder)) {
                return new Resource(Files.newInputStream(Path.of(address)));
            }
            throw new IOException("not fetched: " + address.getScheme());
        }

        @Override
        public OutputStream getOutputStream(URI address) throws IOException {
            throw new IOException("not written: " + address.getScheme());
        }
    }
}
