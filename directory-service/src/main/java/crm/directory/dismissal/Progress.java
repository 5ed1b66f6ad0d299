package crm.directory.dismissal;

import crm.directory.employee.Employee.Dismissal;
import java.util.List;
import java.util.Map;

/**
 * How far a dismissal has come.
 *
 * @param state RUNNING or COMPLETED
 * @param released done so far, in all services
 * @param total found so far, in all services
 */
record Progress(String id, State state, long released, long total, List<Service> services) {
    enum State {
        RUNNING,
        COMPLETED,
        /** It does not answer now; it goes on by itself. */
        AWAY
    }

    /** One service's share; {@code kinds} is how many of each it has released. */
    record Service(String service, State state, long released, long total, Map<String, Long> kinds) {}

    static Progress of(Dismissal dismissal, List<Service> services) {
        return new Progress(
                dismissal.id(),
                dismissal.completed() ? State.COMPLETED : State.RUNNING,
                services.stream().mapToLong(Service::released).sum(),
                services.stream().mapToLong(Service::total).sum(),
                services);
    }
}
