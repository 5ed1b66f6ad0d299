/** The documents service. */
@NullMarked
package crm.documents;

import org.jspecify.annotations.NullMarked;
