/** Puts the platform together for a Boot application that has it on its path. */
@NullMarked
package crm.platform.boot;

import org.jspecify.annotations.NullMarked;
