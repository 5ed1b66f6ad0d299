/** Finding what was entered the way people type it. */
@NullMarked
package crm.platform.search;

import org.jspecify.annotations.NullMarked;
