package crm.directory.dismissal;

import crm.directory.dismissal.Progress.State;
import crm.directory.employee.Employee;
import crm.directory.employee.Employee.Dismissal;
import crm.directory.employee.Staff;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.release.ReleaseApi;
import crm.platform.release.Releases;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Service;

/** What is asked of all services about one employee: what he has, and how much of it is released. */
@Service
class Dismissals {
    /** In the order they are shown. */
    static final List<String> SERVICES = List.of("leads", "deals", "directory", "activities");

    private static final String OWN = "directory";
    private static final ParameterizedTypeReference<Map<String, Long>> COUNTS = new ParameterizedTypeReference<>() {};

    private final Staff staff;
    private final Releases own;
    private final Map<String, Remote> others = new HashMap<>();

    Dismissals(Staff staff, Releases own, Remotes remotes) {
        this.staff = staff;
        this.own = own;
        SERVICES.stream()
                .filter(name -> !name.equals(OWN))
                .forEach(name -> others.put(name, remotes.asOurselves(name)));
    }

    /** The employee, for those who may dismiss. */
    Employee employee(String id, By by) {
        Employee employee = staff.find(id, by);
        Staff.needDismissing(by);
        return employee;
    }

    /** @throws Refused 404 for one who was never dismissed */
    Progress progress(Employee employee) {
        Dismissal dismissal = employee.dismissal();
        if (dismissal == null) {
            throw Refusals.notFound();
        }
        return Progress.of(
                dismissal,
                SERVICES.stream().map(name -> progress(name, dismissal)).toList());
    }

    private Progress.Service progress(String name, Dismissal dismissal) {
        Map<String, Long> done = dismissal.counts().get(name);
        if (done != null) {
            return service(name, State.COMPLETED, done, done);
        }
        try {
            return asked(name, dismissal.id())
                    .map(release -> service(name, State.RUNNING, release.released(), release.found()))
                    .orElseGet(() -> service(name, State.RUNNING, Map.of(), Map.of()));
        } catch (Refused away) {
            return service(name, State.AWAY, Map.of(), Map.of());
        }
    }

    private Optional<ReleaseApi.Progress> asked(String name, String dismissalId) {
        return name.equals(OWN)
                ? own.find(dismissalId).map(ReleaseApi.Progress::of)
                : others.get(name)
                        .ask(client -> client.get()
                                .uri("/api/releases/{id}", dismissalId)
                                .retrieve()
                                .body(ReleaseApi.Progress.class));
    }

    private static Progress.Service service(
            String name, State state, Map<String, Long> released, Map<String, Long> found) {
        return new Progress.Service(name, state, sum(released), sum(found), new TreeMap<>(released));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What an employee has, by kind; what cannot be asked now is missing. */
    Map<String, Long> has(String employeeId) {
        Map<String, Long> all = new HashMap<>(own.held(employeeId));
        others.values().forEach(other -> {
            try {
                other.ask(client -> client.get()
                                .uri("/api/releases/of/{id}", employeeId)
                                .retrieve()
                                .body(COUNTS))
                        .ifPresent(all::putAll);
            } catch (Refused away) {
                // the dialog says of what it could not count
            }
        });
        return all;
    }
}
