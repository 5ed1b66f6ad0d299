/**
 * The whole system on one machine, behind the script {@code crm} at the root of the project: which processes it takes, how
 * each is started, watched and stopped, and what to tell a person when one of them cannot be.
 */
@NullMarked
package crm.local;

import org.jspecify.annotations.NullMarked;
