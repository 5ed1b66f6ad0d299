/** Documents of cards: made from a template, edited in Word, kept in versions. */
@NullMarked
package crm.documents.document;

import org.jspecify.annotations.NullMarked;
