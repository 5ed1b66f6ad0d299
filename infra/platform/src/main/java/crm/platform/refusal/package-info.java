/** A "no" as data, and its words: the same for the API, the pages and what comes by event. */
@NullMarked
package crm.platform.refusal;

import org.jspecify.annotations.NullMarked;
