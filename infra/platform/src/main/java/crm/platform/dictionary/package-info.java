/** The lists people choose from that one service keeps for all (L-8). */
@NullMarked
package crm.platform.dictionary;

import org.jspecify.annotations.NullMarked;
