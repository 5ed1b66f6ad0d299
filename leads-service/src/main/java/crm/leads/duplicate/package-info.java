/** What may be the same as what is being entered (L-16), and who an applicant is known as (L-17). */
@NullMarked
package crm.leads.duplicate;

import org.jspecify.annotations.NullMarked;
