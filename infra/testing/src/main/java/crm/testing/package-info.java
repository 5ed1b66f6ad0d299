/** Real parts for tests: a store, a Kafka broker and an issuer of signed tokens, started once for a test run's JVM. */
@NullMarked
package crm.testing;

import org.jspecify.annotations.NullMarked;
