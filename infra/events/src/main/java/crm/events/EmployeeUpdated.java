package crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An employee's data or roles changed; whole, as they are now. */
public record EmployeeUpdated(
        String fullName,
        String username,
        String email,
        @Nullable String department,
        @Nullable String extension,
        String zone,
        List<String> roles,
        @Nullable Leave leave)
        implements DirectoryEvent {}
