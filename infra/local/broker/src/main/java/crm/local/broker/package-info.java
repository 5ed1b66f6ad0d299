/** A Kafka broker of one node, in a process of its own, on 127.0.0.1 only. */
@NullMarked
package crm.local.broker;

import org.jspecify.annotations.NullMarked;
