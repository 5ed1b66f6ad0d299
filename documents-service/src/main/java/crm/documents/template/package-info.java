/** Templates in Word's own format and what fills them: the parties, the lines, sums in words. */
@NullMarked
package crm.documents.template;

import org.jspecify.annotations.NullMarked;
