/** The page that says what went wrong. */
@NullMarked
package crm.ui.problem;

import org.jspecify.annotations.NullMarked;
