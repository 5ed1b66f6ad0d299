/**
 * The same done with many cards of a list at once (V-4): handed out, moved, refused. What was asked is stored with the cards it is
 * about and goes on by itself, each card by the rule of one alone; its author sees how far it is and may leave.
 */
@NullMarked
package crm.platform.bulk;

import org.jspecify.annotations.NullMarked;
