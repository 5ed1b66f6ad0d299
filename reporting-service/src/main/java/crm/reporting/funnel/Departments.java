package crm.reporting.funnel;

import crm.reporting.history.Fact;
import crm.reporting.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who was in which department when: whoever changes departments leaves his figures behind in the old one. */
final class Departments {
    private static final Times NONE = new Times(List.of());

    private final Names names = new Names();
    private final Map<String, Times> byEmployee = new HashMap<>();

    private record Since(long at, int department) {}

    /** The departments of one employee, the first of them also for the time before it. */
    record Times(List<Since> since) {

        /** The number of the department he was in. */
        int at(long moment) {
            int department = 0;
            for (Since each : since) {
                if (each.at() <= moment) {
                    department = each.department();
                }
            }
            return department;
        }
    }

    void learn(History employee) {
        List<Since> times = new ArrayList<>(1);
        for (Fact fact : employee.facts()) {
            int department = names.number(fact.says().get(Fact.DEPARTMENT));
            if (times.isEmpty() || times.getLast().department() != department) {
                times.add(new Since(times.isEmpty() ? Long.MIN_VALUE : fact.at().toEpochMilli(), department));
            }
        }
        byEmployee.put(employee.id(), new Times(List.copyOf(times)));
    }

    /** Of nobody and of a stranger: none at any time. */
    Times of(@Nullable String employee) {
        return employee == null ? NONE : byEmployee.getOrDefault(employee, NONE);
    }

    Names names() {
        return names;
    }

    /** All there are or were, in the order of their names. */
    Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (int i = 1; i < names.size(); i++) {
            all.add(Objects.requireNonNull(names.text(i)));
        }
        return all;
    }
}
