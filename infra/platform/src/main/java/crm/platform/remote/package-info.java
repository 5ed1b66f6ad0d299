/** Calls to our other services: the caller's token, short timeouts, a clear word when one is away. */
@NullMarked
package crm.platform.remote;

import org.jspecify.annotations.NullMarked;
