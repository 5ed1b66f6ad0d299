/** The board: columns of cards that are dragged from stage to stage, one for leads and deals alike. */
@NullMarked
package crm.ui.board;

import org.jspecify.annotations.NullMarked;
