package crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An absence, both days inclusive; the substitute is an employee's id. */
public record Leave(LocalDate from, LocalDate to, @Nullable String substitute) {}
