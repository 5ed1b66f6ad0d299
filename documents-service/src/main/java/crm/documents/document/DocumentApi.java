package crm.documents.document;

import crm.documents.document.Documents.Content;
import crm.documents.document.Documents.Wish;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Documents over HTTP. */
@RestController
@RequestMapping("/api/documents")
class DocumentApi {
    private static final MediaType DOCX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final Documents documents;

    DocumentApi(Documents documents) {
        this.documents = documents;
    }

    @GetMapping
    Page<DocumentView> list(Query query, By by) {
        return documents.list(query, by).map(DocumentView::of);
    }

    @PostMapping
    ResponseEntity<DocumentView> generate(@RequestBody Wish wish, By by, @Nullable RequestKey key) {
        Paper paper = documents.generate(wish, by, key);
        return created(paper, "/api/documents/" + paper.id());
    }

    @GetMapping("/{id}")
    ResponseEntity<DocumentView> document(@PathVariable String id, By by) {
        Paper paper = documents.shown(id, by).paper();
        return ResponseEntity.ok().eTag(tag(paper)).body(DocumentView.of(paper));
    }

    @GetMapping("/{id}/versions/{version:\\d{1,4}}.docx")
    ResponseEntity<byte[]> docx(@PathVariable String id, @PathVariable int version, By by) {
        Content file = documents.docx(id, version, by);
        return file(file, DOCX, ContentDisposition.attachment());
    }

    /** @param inline shown on a page instead of saved */
    @GetMapping("/{id}/versions/{version:\\d{1,4}}.pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable String id,
            @PathVariable int version,
            @RequestParam(defaultValue = "false") boolean inline,
            By by) {
        Content file = documents.pdf(id, version, by);
        return file(
                file,
                MediaType.APPLICATION_PDF,
                inline ? ContentDisposition.inline() : ContentDisposition.attachment());
    }

    private static ResponseEntity<byte[]> file(Content file, MediaType type, ContentDisposition.Builder how) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        how.filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.bytes());
    }

    @PostMapping(path = "/{id}/versions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<DocumentView> revise(
            @PathVariable String id,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        byte[] bytes = bytes(file);
        Paper paper = documents.revise(id, bytes, by, expected, withFile(key, bytes));
        return created(paper, DocumentView.file(paper, paper.latest(), "docx"));
    }

    /** @throws Refused 422 when there is none, 400 when it broke off */
    static byte[] bytes(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            throw Refusals.invalid("file", "required");
        }
        try {
            return file.getBytes();
        } catch (IOException brokenOff) {
            throw Refusals.malformed("file", "…");
        }
    }

    /** A request's key covers the fields of a form; the file is part of what was sent too. */
    static @Nullable RequestKey withFile(@Nullable RequestKey key, byte[] file) {
        if (key == null) {
            return null;
        }
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
            return new RequestKey(key.key(), key.body() + hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ResponseEntity<DocumentView> created(Paper paper, String address) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create(address))
                .eTag(tag(paper))
                .body(DocumentView.of(paper));
    }

    private static String tag(Paper paper) {
        return "\"" + paper.version() + "\"";
    }
}
