package crm.directory.employee;

import crm.platform.refusal.Refusal;
import java.util.List;

/** What the rules of employees refuse. */
sealed interface EmployeeRefusal extends Refusal {

    /** P-7: nobody changes his own roles. */
    record OwnRoles() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.own-roles";
        }

        @Override
        public int status() {
            return 403;
        }

        @Override
        public List<String> fields() {
            return List.of("roles");
        }
    }

    /** P-7: who is head or director is decided by a director. */
    record RolesOfTheDirector() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.director-decides";
        }

        @Override
        public int status() {
            return 403;
        }

        @Override
        public List<String> fields() {
            return List.of("roles");
        }
    }

    /** P-7: who knows the password of a head or director has his roles. */
    record PasswordOfLeaders() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.director-reissues";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /** Without one of these nobody could do what only they may. */
    record LastOne(String role) implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.last-" + role;
        }

        @Override
        public List<String> fields() {
            return List.of("roles");
        }
    }

    /** The name or the address is another's. */
    record Taken(String field) implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.taken-" + field;
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** What was asked before is still being written to Keycloak. */
    record Busy() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.busy";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** Nothing is changed of one who does not work here. */
    record Gone() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.gone";
        }
    }

    /** P-6: one is present or on leave. */
    record OnLeave() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.on-leave";
        }

        @Override
        public List<String> fields() {
            return List.of("present");
        }
    }

    /** D-6: another has to do that. */
    record DismissesHimself() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.dismisses-himself";
        }
    }

    /** D-6: who has not gone cannot come back. */
    record NotDismissed() implements EmployeeRefusal {
        @Override
        public String code() {
            return "employee.not-dismissed";
        }

        @Override
        public int status() {
            return 404;
        }
    }
}
