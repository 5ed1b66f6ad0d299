/** What a service does when an employee is dismissed (D-6): everything he was responsible for there becomes nobody's. */
@NullMarked
package crm.platform.release;

import org.jspecify.annotations.NullMarked;
