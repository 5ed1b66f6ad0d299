package crm.documents.document;

import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals.FieldError;
import java.util.List;

/** Why there is no document. */
public sealed interface DocumentRefusal extends Refusal {

    /** There is no template of this kind yet. */
    record KindNotAvailable() implements DocumentRefusal {
        @Override
        public String code() {
            return "document.kind-not-available";
        }

        @Override
        public List<String> fields() {
            return List.of("kind");
        }
    }

    /** Only deals have documents of this kind. */
    record NotForThisCard() implements DocumentRefusal {
        @Override
        public String code() {
            return "document.deals-only";
        }

        @Override
        public List<String> fields() {
            return List.of("card");
        }
    }

    /**
     * What is not filled in yet, each by its place (G-2).
     *
     * @param companyId whose requisites are missing, to fill them in
     */
    record Incomplete(List<FieldError> errors, String companyId) implements DocumentRefusal {
        @Override
        public String code() {
            return "document.incomplete";
        }

        @Override
        public List<String> fields() {
            return errors.stream().map(FieldError::field).toList();
        }
    }

    record TooManyVersions(int most) implements DocumentRefusal {
        @Override
        public String code() {
            return "document.too-many-versions";
        }

        @Override
        public List<String> fields() {
            return List.of("file");
        }

        @Override
        public List<Object> args() {
            return List.of(most);
        }
    }
}
