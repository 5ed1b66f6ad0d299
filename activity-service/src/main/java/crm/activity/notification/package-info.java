/** What an employee is told of by himself (T-10): kept until read, once for each cause, announced on his open pages. */
@NullMarked
package crm.activity.notification;

import org.jspecify.annotations.NullMarked;
