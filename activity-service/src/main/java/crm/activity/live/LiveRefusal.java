package crm.activity.live;

import crm.platform.refusal.Refusal;

/** Why a stream is not opened. */
sealed interface LiveRefusal extends Refusal {

    record TooManyReaders(int most) implements LiveRefusal {
        @Override
        public String code() {
            return "live.too-many-readers";
        }

        @Override
        public int status() {
            return 503;
        }
    }
}
