package crm.activity.activity;

import crm.platform.refusal.Refusal;
import java.util.List;

/** What an activity's rules refuse. */
public sealed interface ActivityRefusal extends Refusal {

    /** Closed or cancelled before: the timeline is not edited backwards. */
    record NotOpen() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.not-open";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** T-4: what came of it has to be said. */
    record CommentMissing() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.comment-required";
        }

        @Override
        public List<String> fields() {
            return List.of("comment");
        }
    }

    /** T-5: the last open activity of a card is closed with a next step only. */
    record NextStepMissing() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.next-step-required";
        }

        @Override
        public List<String> fields() {
            return List.of("next");
        }
    }

    /** A planned activity needs its time. */
    record DueMissing() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.due-required";
        }

        @Override
        public List<String> fields() {
            return List.of("dueAt");
        }
    }

    /** T-3: a new time lies ahead. */
    record DueInThePast() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.due-in-the-past";
        }

        @Override
        public List<String> fields() {
            return List.of("dueAt");
        }
    }

    /** T-4: a call that is entered as done was done. */
    record NotYetDone() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.not-yet-done";
        }

        @Override
        public List<String> fields() {
            return List.of("dueAt");
        }
    }

    /** T-12: somebody else's comment, or one older than a quarter of an hour: it is only added to. */
    record TooLateToCorrect() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.too-late-to-correct";
        }
    }

    /** T-6: waiting ends within a month. */
    record WaitTooLong() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.wait-too-long";
        }

        @Override
        public List<String> fields() {
            return List.of("dueAt");
        }
    }

    /** T-14: a plan is given up with a reason. */
    record ReasonMissing() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.cancel.reason-required";
        }

        @Override
        public List<String> fields() {
            return List.of("reason");
        }
    }

    /** Only a call can be entered as already done. */
    record OnlyCallsAreLogged() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.only-calls-are-logged";
        }

        @Override
        public List<String> fields() {
            return List.of("closed");
        }
    }

    /** A comment has a text. */
    record TextMissing() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.text-required";
        }

        @Override
        public List<String> fields() {
            return List.of("text");
        }
    }

    /** Comments have an address of their own. */
    record NotAComment() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.comment-elsewhere";
        }

        @Override
        public List<String> fields() {
            return List.of("type");
        }
    }

    /** Nothing is planned on a card that is refused, converted or won. */
    record CardClosed() implements ActivityRefusal {
        @Override
        public String code() {
            return "activity.card-closed";
        }

        @Override
        public List<String> fields() {
            return List.of("card");
        }
    }
}
