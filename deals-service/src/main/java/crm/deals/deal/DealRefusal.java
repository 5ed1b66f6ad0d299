package crm.deals.deal;

import crm.platform.refusal.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a deal's rules refuse. */
public sealed interface DealRefusal extends Refusal {

    /** S-2: from here one does not get there. */
    record NoSuchStep(Stage from, Stage to) implements DealRefusal {
        @Override
        public String code() {
            return "deal.stage.no-such-step";
        }

        @Override
        public List<String> fields() {
            return List.of("to");
        }
    }

    /** S-1: nobody here has bought before. */
    record NewClient(String field) implements DealRefusal {
        @Override
        public String code() {
            return "deal.repeat.new-client";
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** S-2: only head or director undo a sale. */
    record OnlyHeadUndoesWon() implements DealRefusal {
        @Override
        public String code() {
            return "deal.won.undo-head-only";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /** S-2: work goes on with a responsible only. */
    record ResponsibleMissing() implements DealRefusal {
        @Override
        public String code() {
            return "deal.responsible-required";
        }

        @Override
        public List<String> fields() {
            return List.of("responsibleId");
        }
    }

    /** S-2, S-7: the step needs a comment. */
    record CommentMissing() implements DealRefusal {
        @Override
        public String code() {
            return "deal.comment-required";
        }

        @Override
        public List<String> fields() {
            return List.of("comment");
        }
    }

    /** S-7: REJECTED needs a reason from the list. */
    record ReasonMissing() implements DealRefusal {
        @Override
        public String code() {
            return "deal.rejection.reason-required";
        }

        @Override
        public List<String> fields() {
            return List.of("reason");
        }
    }

    /** S-7: as for leads, more than three failed attempts. */
    record TooFewAttempts(int attempts) implements DealRefusal {
        @Override
        public String code() {
            return "deal.rejection.too-few-attempts";
        }

        @Override
        public List<String> fields() {
            return List.of("reason");
        }

        @Override
        public List<Object> args() {
            return List.of(attempts, Deal.ATTEMPTS_BEFORE_UNREACHABLE + 1 - attempts);
        }
    }

    /** S-7: the day to come back, after today. */
    record ReturnDateMissing() implements DealRefusal {
        @Override
        public String code() {
            return "deal.rejection.return-date-required";
        }

        @Override
        public List<String> fields() {
            return List.of("returnOn");
        }
    }

    /** S-3: WON needs at least one product and a payment. */
    record NotSoldYet(boolean product, boolean payment) implements DealRefusal {
        @Override
        public String code() {
            return product && payment
                    ? "deal.won.product-and-payment-required"
                    : product ? "deal.won.product-required" : "deal.won.payment-required";
        }

        @Override
        public List<String> fields() {
            List<String> fields = new ArrayList<>();
            if (product) {
                fields.add("lines");
            }
            if (payment) {
                fields.add("payments");
            }
            return fields;
        }
    }

    /** S-3: the whole sum is asked for, and this much of it is missing; in roubles. */
    record PaidTooLittle(BigDecimal missing) implements DealRefusal {
        @Override
        public String code() {
            return "deal.won.paid-too-little";
        }

        @Override
        public List<String> fields() {
            return List.of("payments");
        }
    }

    /** S-3: only confirmed money counts, and what came is known from words. */
    record NotConfirmed() implements DealRefusal {
        @Override
        public String code() {
            return "deal.won.not-confirmed";
        }

        @Override
        public List<String> fields() {
            return List.of("payments");
        }
    }

    /** S-4: products are changed while the deal is open. */
    record LinesClosed() implements DealRefusal {
        @Override
        public String code() {
            return "deal.lines.closed";
        }
    }

    /** S-4: the whole has the same limit as a line. */
    record TotalTooLarge() implements DealRefusal {
        @Override
        public String code() {
            return "deal.lines.total-too-large";
        }

        @Override
        public List<String> fields() {
            return List.of("lines");
        }
    }

    /** S-3: this document is on the deal already, with another amount or date. */
    record OtherPaymentOfDocument(String document) implements DealRefusal {
        @Override
        public String code() {
            return "deal.payment.conflict";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<String> fields() {
            return List.of("document");
        }

        @Override
        public List<Object> args() {
            return List.of(document);
        }
    }

    /** S-3: a payment was made today at the latest. */
    record PaidInTheFuture() implements DealRefusal {
        @Override
        public String code() {
            return "deal.payment.in-the-future";
        }

        @Override
        public List<String> fields() {
            return List.of("paidOn");
        }
    }

    /** S-3: what was voided stays so. */
    record PaymentVoid() implements DealRefusal {
        @Override
        public String code() {
            return "deal.payment.void";
        }

        @Override
        public int status() {
            return 409;
        }
    }
}
