/** The service's dashboard for the administrator (I-4), the same for every service: how it does, what hangs, what to do about it. */
@NullMarked
package crm.platform.admin;

import org.jspecify.annotations.NullMarked;
