package crm.activity.file;

import crm.platform.refusal.Refusal;
import java.util.List;

/** Why a file is not taken or not attached. */
public sealed interface FileRefusal extends Refusal {

    /** Somebody else's, attached before, or none at all: it is not told which. */
    record NotYours() implements FileRefusal {
        @Override
        public String code() {
            return "file.not-yours";
        }

        @Override
        public List<String> fields() {
            return List.of("fileIds");
        }
    }

    /** The bytes did not come whole. */
    record BrokenOff() implements FileRefusal {
        @Override
        public String code() {
            return "file.broken-off";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<String> fields() {
            return List.of("file");
        }
    }
}
