package crm.activity.timeline;

import crm.activity.activity.Activities;
import crm.activity.file.Files;
import crm.activity.file.StoredFile;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of the timeline over HTTP (T-11): up to 50 MB each, of any type, streamed both ways. */
@RestController
@RequestMapping("/api/files")
public class FileApi {
    /** What browsers show without running anything of it; all else is downloaded. */
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

    private static final int NAME = 255;

    private final Files files;
    private final Activities activities;

    FileApi(Files files, Activities activities) {
        this.files = files;
        this.activities = activities;
    }

    /** What is said of a file that has been uploaded. */
    record Uploaded(String id, String name, long size, String type) {}

    /** Where a file is. */
    public static String url(StoredFile file) {
        return "/api/files/" + file.id();
    }

    /** Whether a browser shows it safely. */
    public static boolean isShown(StoredFile file) {
        return SHOWN.contains(file.type());
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Uploaded> upload(@RequestPart(name = "file", required = false) @Nullable MultipartFile sent, By by) {
        if (!by.leads() && !by.isAny(Role.SALES_MANAGER, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE)) {
            throw Refusals.forbidden();
        }
        if (sent == null) {
            throw Refusals.invalid("file", "required");
        }
        String name = bare(Objects.toString(sent.getOriginalFilename(), ""));
        new Fields()
                .check(!sent.isEmpty(), "file", "empty")
                .required("file.name", name)
                .text("file.name", name, NAME)
                .orRefuse();
        StoredFile file = files.put(sent, name, by.id());
        return ResponseEntity.created(URI.create(url(file)))
                .body(new Uploaded(file.id(), file.name(), file.size(), file.type()));
    }

    /** Some browsers send the folder too. */
    private static String bare(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
    }

    /**
     * The bytes, or the range asked for.
     *
     * @param inline shown instead of saved, where that is safe
     */
    @GetMapping("/{id}")
    ResponseEntity<Resource> download(
            @PathVariable String id, @RequestParam(defaultValue = "false") boolean inline, By by) {
        StoredFile file = activities.file(id, by);
        boolean shown = inline && isShown(file);
        ContentDisposition how = (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(shown ? MediaType.parseMediaType(file.type()) : MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag("\"" + file.id() + "\"")
                .header(HttpHeaders.CONTENT_DISPOSITION, how.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(new Stored(file));
    }

    /** Of a known length, opened when it is sent. */
    private final class Stored extends AbstractResource {
        private final StoredFile file;

        Stored(StoredFile file) {
            this.file = file;
        }

        @Override
        public String getDescription() {
            return "file " + file.id();
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public long contentLength() {
            return file.size();
        }

        @Override
        public InputStream getInputStream() {
            return files.open(file.id());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stored stored && stored.file.equals(file);
        }

        @Override
        public int hashCode() {
            return file.hashCode();
        }
    }
}
