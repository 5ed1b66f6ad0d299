/**
 * The one door: login and session for browsers, tokens for services, Bearer requests of machines, routes, refusals in
 * words, and the few pages no service owns.
 */
@NullMarked
package crm.gateway;

import org.jspecify.annotations.NullMarked;
