/**
 * What happened to every card, read from the event log: one row a card, holding its facts by their sequence, so that the same
 * event twice, or an old one after a newer, changes nothing. One instance at a time reads the log and writes (a lease); a
 * second generation of the rows can be built from the log beside the one in use and takes its place in one write.
 */
@NullMarked
package crm.reporting.history;

import org.jspecify.annotations.NullMarked;
