/** What is shown in the dialog: its frame and the questions that leads and deals share. */
@NullMarked
package crm.ui.dialog;

import org.jspecify.annotations.NullMarked;
