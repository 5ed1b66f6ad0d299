package crm.directory.client;

import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals.FieldError;
import java.util.List;
import java.util.Map;

/** What the rules of contacts and companies refuse. */
public sealed interface ClientRefusal extends Refusal {

    /** D-5: somebody is responsible already; of two at once the other gets this, with the name of who was quicker. */
    record Claimed(String responsibleId, String name) implements ClientRefusal {
        @Override
        public String code() {
            return "directory.claimed";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> args() {
            return List.of(name);
        }

        @Override
        public Map<String, Object> more() {
            return Map.of("responsibleId", responsibleId);
        }
    }

    /**
     * D-2: there is one like it.
     *
     * @param field where the equal value stands
     * @param what phone, email, inn or name
     * @param title the name of the one there is
     * @param confirmable whether it can be entered all the same, with {@code confirmDuplicate=true}
     */
    record Duplicate(String existingId, String field, String what, String title, boolean confirmable)
            implements ClientRefusal {
        @Override
        public String code() {
            return "directory.duplicate";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(FieldError.of(field, "duplicate-" + what, title));
        }

        @Override
        public List<Object> args() {
            return List.of(title);
        }

        @Override
        public Map<String, Object> more() {
            return Map.of("existingId", existingId, "confirmable", confirmable);
        }
    }

    /** D-3: a card is not merged with itself, nor into one that turned out to be it. */
    record MergedAlready() implements ClientRefusal {
        @Override
        public String code() {
            return "directory.merged-already";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** D-3: it turned out to be yet another one before: who wants to merge looks at that one first. */
    record MergedElsewhere(String existingId, String title) implements ClientRefusal {
        @Override
        public String code() {
            return "directory.merged-elsewhere";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> args() {
            return List.of(title);
        }

        @Override
        public Map<String, Object> more() {
            return Map.of("existingId", existingId);
        }
    }

    /** D-3: one of the two is being merged at this moment. */
    record BeingMerged() implements ClientRefusal {
        @Override
        public String code() {
            return "directory.being-merged";
        }

        @Override
        public int status() {
            return 409;
        }
    }
}
