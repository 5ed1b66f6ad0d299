package crm.documents.document;

import java.time.Instant;

/**
 * One version of a document. The first is the generated one, later ones are edited by hand; all stay.
 *
 * @param docx the id of its file
 * @param pdf the id of its file
 */
public record Version(int version, String docx, String pdf, Instant at, String by) {}
