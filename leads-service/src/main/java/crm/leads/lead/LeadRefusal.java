package crm.leads.lead;

import crm.platform.refusal.Refusal;
import java.util.List;

/** What a lead's rules refuse. */
public sealed interface LeadRefusal extends Refusal {

    /** L-9: from here one does not get there. */
    record NoSuchStep(Stage from, Stage to) implements LeadRefusal {
        @Override
        public String code() {
            return "lead.stage.no-such-step";
        }

        @Override
        public List<String> fields() {
            return List.of("to");
        }

        @Override
        public List<Object> args() {
            return List.of(from, to);
        }
    }

    /** L-4, L-9, L-11: the step needs somebody responsible. */
    record ResponsibleMissing() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.responsible-required";
        }

        @Override
        public List<String> fields() {
            return List.of("responsibleId");
        }
    }

    /** L-6: without a source neither QUALIFICATION nor CONVERTED. */
    record SourceMissing() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.source-required";
        }

        @Override
        public List<String> fields() {
            return List.of("source");
        }
    }

    /** L-11: CONVERTED needs at least one contact. */
    record ContactMissing() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.contact-required";
        }

        @Override
        public List<String> fields() {
            return List.of("contactIds");
        }
    }

    /** L-12: REJECTED needs a reason from the list. */
    record ReasonMissing() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.rejection.reason-required";
        }

        @Override
        public List<String> fields() {
            return List.of("reason");
        }
    }

    /** L-12, L-13: this reason, or overriding its check, needs a comment. */
    record CommentMissing(Reason reason) implements LeadRefusal {
        @Override
        public String code() {
            return "lead.rejection.comment-required";
        }

        @Override
        public List<String> fields() {
            return List.of("comment");
        }
    }

    /** L-13: more than three failed attempts have to be on the timeline. */
    record TooFewAttempts(int attempts) implements LeadRefusal {
        @Override
        public String code() {
            return "lead.rejection.too-few-attempts";
        }

        @Override
        public List<String> fields() {
            return List.of("reason");
        }

        @Override
        public List<Object> args() {
            return List.of(attempts, Lead.ATTEMPTS_BEFORE_UNREACHABLE + 1 - attempts);
        }
    }

    /** L-14: the day to come back, after today. */
    record ReturnDateMissing() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.rejection.return-date-required";
        }

        @Override
        public List<String> fields() {
            return List.of("returnOn");
        }
    }

    /** L-6: what the system determined stays; to the details one may only add. */
    record SourceLocked(String field) implements LeadRefusal {
        @Override
        public String code() {
            return "lead.source.locked";
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** L-7: «сайт» is never chosen by hand. */
    record SourceNotByHand() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.source.not-by-hand";
        }

        @Override
        public List<String> fields() {
            return List.of("source");
        }
    }

    /** L-7: from whom, which mailing. */
    record SourceDetailsMissing() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.source.details-required";
        }

        @Override
        public List<String> fields() {
            return List.of("sourceDetails");
        }
    }

    /** The card is closed: a converted lead is not edited any more. */
    record Closed() implements LeadRefusal {
        @Override
        public String code() {
            return "lead.closed";
        }
    }
}
