/** Whose turn it is to get a lead (L-1): the shares of the day in one document, reserved before a lead is given. */
@NullMarked
package crm.leads.turn;

import org.jspecify.annotations.NullMarked;
