/** Names and roles of employees, as every service needs them beside its own data. */
@NullMarked
package crm.platform.employee;

import org.jspecify.annotations.NullMarked;
