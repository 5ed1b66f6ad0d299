package crm.documents.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A document as the API shows it; {@code docx} and {@code pdf} are the addresses of the files. */
record DocumentView(
        String id,
        long version,
        String card,
        Kind kind,
        String number,
        BigDecimal total,
        List<VersionView> versions,
        Instant createdAt,
        String createdBy) {

    record VersionView(int version, String docx, String pdf, Instant at, String by) {}

    static DocumentView of(Paper paper) {
        return new DocumentView(
                paper.id(),
                paper.version() == null ? 0 : paper.version(),
                paper.card(),
                paper.kind(),
                paper.number(),
                paper.total(),
                paper.versions().stream()
                        .map(version -> new VersionView(
                                version.version(),
                                file(paper, version, "docx"),
                                file(paper, version, "pdf"),
                                version.at(),
                                version.by()))
                        .toList(),
                paper.createdAt(),
                paper.createdBy());
    }

    static String file(Paper paper, Version version, String format) {
        return "/api/documents/" + paper.id() + "/versions/" + version.version() + "." + format;
    }
}
