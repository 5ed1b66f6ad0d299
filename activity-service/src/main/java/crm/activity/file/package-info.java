/** Files of the timeline (T-11): they go up by themselves, a comment of their uploader takes them to a card, once. */
@NullMarked
package crm.activity.file;

import org.jspecify.annotations.NullMarked;
