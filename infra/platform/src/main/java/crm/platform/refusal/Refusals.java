package crm.platform.refusal;

import java.util.List;

/** Refusals that are nobody's domain. */
public final class Refusals {
    private Refusals() {}

    /** There is no such card, or this user is not to know of it. */
    public record NotFound() implements Refusal {
        @Override
        public String code() {
            return "not-found";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /** The user sees the card but may not do this to it. */
    public record Forbidden() implements Refusal {
        @Override
        public String code() {
            return "forbidden";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /** What was sent cannot be read: {@code what} names the field or parameter. */
    public record Malformed(String what, String why) implements Refusal {
        @Override
        public String code() {
            return "malformed";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<String> fields() {
            return what.isEmpty() ? List.of() : List.of(what);
        }

        @Override
        public List<Object> args() {
            return List.of(what, why);
        }
    }

    /** Another of our services does not answer. */
    public record ServiceAway(String service) implements Refusal {
        @Override
        public String code() {
            return "service-away";
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public List<Object> args() {
            return List.of(service);
        }
    }

    /** Fields that break their rules, all at once. */
    public record Invalid(List<FieldError> errors) implements Refusal {
        public Invalid {
            errors = List.copyOf(errors);
        }

        @Override
        public String code() {
            return "invalid";
        }

        @Override
        public List<String> fields() {
            return errors.stream().map(FieldError::field).toList();
        }
    }

    /** One field's fault: {@code code} is looked up in the message bundle as {@code field.<code>}. */
    public record FieldError(String field, String code, List<Object> args) {
        public static FieldError of(String field, String code, Object... args) {
            return new FieldError(field, code, List.of(args));
        }
    }

    /** What the other service refused, passed on with its own code and words. */
    public record PassedOn(Problem problem) implements Refusal {
        @Override
        public String code() {
            return problem.code();
        }

        @Override
        public int status() {
            return problem.status();
        }

        @Override
        public List<String> fields() {
            return problem.errors().stream().map(Problem.Item::field).toList();
        }
    }

    public static Refused notFound() {
        return new Refused(new NotFound());
    }

    public static Refused forbidden() {
        return new Refused(new Forbidden());
    }

    public static Refused malformed(String what, String why) {
        return new Refused(new Malformed(what, why));
    }

    public static Refused invalid(String field, String code, Object... args) {
        return new Refused(new Invalid(List.of(FieldError.of(field, code, args))));
    }
}
