/** Numbers of documents: unique and growing per kind and year, each on record. */
@NullMarked
package crm.documents.number;

import org.jspecify.annotations.NullMarked;
