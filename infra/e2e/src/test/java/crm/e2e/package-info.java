/** The whole system, started as {@code ./crm up} does, used as its users use it. */
@NullMarked
package crm.e2e;

import org.jspecify.annotations.NullMarked;
