package crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An employee has an account now. */
public record EmployeeHired(
        String fullName,
        String username,
        String email,
        @Nullable String department,
        @Nullable String extension,
        String zone,
        List<String> roles,
        @Nullable Leave leave)
        implements DirectoryEvent {}
