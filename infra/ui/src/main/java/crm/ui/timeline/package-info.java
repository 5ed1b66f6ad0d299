/** The timeline: open activities pinned on top, the history by days, the composer. */
@NullMarked
package crm.ui.timeline;

import org.jspecify.annotations.NullMarked;
