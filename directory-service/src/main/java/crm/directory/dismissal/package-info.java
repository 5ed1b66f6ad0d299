/** The dismissal of an employee (D-6): what it releases in all services, how far that has come, and the way back. */
@NullMarked
package crm.directory.dismissal;

import org.jspecify.annotations.NullMarked;
