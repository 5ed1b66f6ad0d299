/**
 * What happened, as other systems read it on Kafka: sealed interfaces of records, one family a topic. A field is only ever
 * added. No personal data of clients travels here: ids, titles and lengths only.
 */
@NullMarked
package crm.events;

import org.jspecify.annotations.NullMarked;
