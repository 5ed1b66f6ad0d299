package crm.reporting.funnel;

import crm.reporting.history.Fact;
import crm.reporting.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who was in which department when: whoever changes departments leaves his figures behind in the old one. */
final class Departments {
    private final Map<String, List<Since>> byEmployee = new ConcurrentHashMap<>();

    private record Since(long at, @Nullable String department) {}

    void learn(History employee) {
        List<Since> times = new ArrayList<>(1);
        for (Fact fact : employee.facts()) {
            String department = fact.says().get(Fact.DEPARTMENT);
            if (times.isEmpty() || !Objects.equals(times.getLast().department(), department)) {
                // the first one counts for the time before it too
                times.add(new Since(times.isEmpty() ? Long.MIN_VALUE : fact.at().toEpochMilli(), department));
            }
        }
        byEmployee.put(employee.id(), List.copyOf(times));
    }

    /** Null for nobody, a stranger, and one without a department. */
    @Nullable
    String of(@Nullable String employee, long at) {
        String department = null;
        if (employee != null) {
            for (Since since : byEmployee.getOrDefault(employee, List.of())) {
                if (since.at() <= at) {
                    department = since.department();
                }
            }
        }
        return department;
    }

    /** All there are or were, in the order of their names. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        byEmployee
                .values()
                .forEach(times -> times.forEach(since -> {
                    if (since.department() != null) {
                        names.add(since.department());
                    }
                }));
        return names;
    }
}
