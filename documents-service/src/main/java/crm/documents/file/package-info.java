/** The files of documents in the service's own store. */
@NullMarked
package crm.documents.file;

import org.jspecify.annotations.NullMarked;
