/** What contacts and companies have in common: whose they are, what they are to us, their history, their duplicates. */
@NullMarked
package crm.directory.client;

import org.jspecify.annotations.NullMarked;
