/**
 * MongoDB's wire protocol over one file: the store of a machine without MongoDB.
 *
 * <p>The protocol, queries, updates and aggregations are mongo-java-server's. Ours is what it lacks for daily work: a write
 * is answered only after it is on disk ({@link crm.local.store.Journal}), documents and ordered secondary indexes live in
 * B-trees of one file ({@link crm.local.store.Disk}), queries are answered from the indexes ({@link crm.local.store.Planner})
 * and readers do not wait for writers ({@link crm.local.store.StoreCollection}).
 */
@NullMarked
package crm.local.store;

import org.jspecify.annotations.NullMarked;
