/** Activities: what is to be done on a card and what came of it; the aggregate with its rules, and how closing goes on. */
@NullMarked
package crm.activity.activity;

import org.jspecify.annotations.NullMarked;
