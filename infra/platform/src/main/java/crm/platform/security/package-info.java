/** Who asks: the acting employee and his roles out of a checked token. */
@NullMarked
package crm.platform.security;

import org.jspecify.annotations.NullMarked;
