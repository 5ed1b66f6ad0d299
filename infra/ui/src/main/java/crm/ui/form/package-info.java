/** Form fields with label, error and hint, and what was typed into them. */
@NullMarked
package crm.ui.form;

import org.jspecify.annotations.NullMarked;
