/** From Kafka to a handler: once per fact in effect, retried, then parked together with its followers. */
@NullMarked
package crm.platform.consume;

import org.jspecify.annotations.NullMarked;
