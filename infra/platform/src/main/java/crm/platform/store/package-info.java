/** Aggregates as documents: one guarded write holds the new state and its news, a relay takes the news to Kafka, a sweeper what a crash left. */
@NullMarked
package crm.platform.store;

import org.jspecify.annotations.NullMarked;
