package crm.leads.turn;

import crm.leads.setting.LeadSettings;
import crm.leads.setting.Mode;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.security.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is (L-1), as the setting says: any manager who is not on leave, or only those in the office. In the place of
 * one on leave stands his substitute.
 */
@Component
public class NextResponsible {
    private static final int LONGEST_CHAIN = 5;

    private final Turns turns;
    private final Employees employees;
    private final LeadSettings settings;

    public NextResponsible(Turns turns, Employees employees, LeadSettings settings) {
        this.turns = turns;
        this.employees = employees;
        this.settings = settings;
    }

    /** @param employeeId null when there is nobody to propose */
    public record Proposal(@Nullable String employeeId, String why) {}

    /**
     * One who can be chosen, with what he got today.
     *
     * @param away why it is not his turn; null when it can be
     */
    public record Candidate(
            Employee employee, long today, @Nullable String away) {}

    public Proposal propose() {
        Map<String, Employee> eligible = eligible();
        TurnBook book = turns.book().joined(eligible.keySet());
        return book.order(eligible.keySet()).stream()
                .findFirst()
                .map(next -> new Proposal(next, why(next, book.of(next).given())))
                .orElse(new Proposal(
                        null,
                        settings.assignment() == Mode.BY_TURN_PRESENT
                                ? "никого нет в офисе"
                                : "нет ни одного менеджера"));
    }

    /** Why it is his turn, in words for people. */
    public String why(String employeeId, long today) {
        String substituted = employees.withRole(Role.SALES_MANAGER).stream()
                .filter(manager -> !manager.id().equals(employeeId))
                .filter(manager -> standsIn(manager)
                        .filter(who -> who.id().equals(employeeId))
                        .isPresent())
                .map(Employee::fullName)
                .findFirst()
                .map(name -> ", замещает: " + name)
                .orElse("");
        return "очередь: сегодня назначено " + today + ", у остальных не меньше" + substituted;
    }

    /** Those it can be the turn of now, by id. */
    public Map<String, Employee> eligible() {
        boolean onlyPresent = settings.assignment() == Mode.BY_TURN_PRESENT;
        Map<String, Employee> eligible = new LinkedHashMap<>();
        employees.withRole(Role.SALES_MANAGER).stream()
                .flatMap(manager -> standsIn(manager).stream())
                .filter(who -> !onlyPresent || who.present())
                .forEach(who -> eligible.putIfAbsent(who.id(), who));
        return eligible;
    }

    /** Himself, or who stands in for him while he is on leave; empty if nobody does. */
    public Optional<Employee> standsIn(Employee manager) {
        LocalDate today = turns.today();
        Set<String> seen = new HashSet<>();
        Employee now = manager;
        while (now.isOnLeave(today) && seen.add(now.id()) && seen.size() <= LONGEST_CHAIN) {
            String substitute = now.leave() == null ? null : now.leave().substitute();
            Optional<Employee> next = substitute == null ? Optional.empty() : employees.find(substitute);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            now = next.get();
        }
        boolean suits = now.isActive() && !now.isOnLeave(today) && (now.is(Role.SALES_MANAGER) || now.leads());
        return suits ? Optional.of(now) : Optional.empty();
    }

    /** All who can be chosen, the next one first, those whose turn it cannot be last. */
    public List<Candidate> candidates() {
        Map<String, Employee> eligible = eligible();
        TurnBook book = turns.book().joined(eligible.keySet());
        List<Candidate> candidates = new ArrayList<>();
        for (String id : book.order(eligible.keySet())) {
            candidates.add(new Candidate(eligible.get(id), book.of(id).given(), null));
        }
        employees.withRole(Role.SALES_MANAGER).stream()
                .filter(manager -> !eligible.containsKey(manager.id()))
                .forEach(manager -> candidates.add(
                        new Candidate(manager, book.of(manager.id()).given(), away(manager))));
        return candidates;
    }

    private String away(Employee manager) {
        return manager.isOnLeave(turns.today()) ? "в отпуске" : "не в офисе";
    }
}
