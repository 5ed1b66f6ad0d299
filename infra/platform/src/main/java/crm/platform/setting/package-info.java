/** What a department decides for itself: typed settings kept in the service's store, every change of one on record. */
@NullMarked
package crm.platform.setting;

import org.jspecify.annotations.NullMarked;
