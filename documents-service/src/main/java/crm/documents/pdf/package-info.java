/** DOCX files that came from outside, and the PDF of any of them. */
@NullMarked
package crm.documents.pdf;

import org.jspecify.annotations.NullMarked;
