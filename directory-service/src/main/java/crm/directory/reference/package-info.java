/** What contacts and companies share: rights, filters, phones, client status. */
@NullMarked
package crm.directory.reference;

import org.jspecify.annotations.NullMarked;
