/** HTTP as the contract has it: problems, ETags, request keys, queries, patches. */
@NullMarked
package crm.platform.web;

import org.jspecify.annotations.NullMarked;
