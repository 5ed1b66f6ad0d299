/**
 * The live stream (V-5): every instance reads all topics from a little before its start, without a group, keeps what it read
 * for those who come back, and tells each reader of the cards he may see that they changed.
 */
@NullMarked
package crm.activity.live;

import org.jspecify.annotations.NullMarked;
