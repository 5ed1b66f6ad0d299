/** What leads know of clients elsewhere: the directory's contacts and companies, and the deals that are open (L-16, L-20). */
@NullMarked
package crm.leads.client;

import org.jspecify.annotations.NullMarked;
