/** What belongs together: the request everything began with, through HTTP, outbox, Kafka and handlers; OpenTelemetry when it is on. */
@NullMarked
package crm.platform.trace;

import org.jspecify.annotations.NullMarked;
