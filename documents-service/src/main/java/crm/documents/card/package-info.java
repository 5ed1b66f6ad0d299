/** Deals as the documents know them: who may see their papers. */
@NullMarked
package crm.documents.card;

import org.jspecify.annotations.NullMarked;
