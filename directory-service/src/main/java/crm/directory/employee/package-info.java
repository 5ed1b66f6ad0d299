/** Our own people, as Keycloak knows them; the directory alone talks to its admin API. */
@NullMarked
package crm.directory.employee;

import org.jspecify.annotations.NullMarked;
