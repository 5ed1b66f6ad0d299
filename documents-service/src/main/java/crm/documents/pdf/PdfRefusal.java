package crm.documents.pdf;

import crm.platform.refusal.Refusal;
import java.util.List;

/** Why a file is not taken, or not now. */
public sealed interface PdfRefusal extends Refusal {

    @Override
    default List<String> fields() {
        return List.of("file");
    }

    /** All who lay out are busy for longer than one waits. */
    record Busy() implements PdfRefusal {
        @Override
        public String code() {
            return "document.converter-busy";
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public List<String> fields() {
            return List.of();
        }
    }

    record TooComplex() implements PdfRefusal {
        @Override
        public String code() {
            return "document.file.too-complex";
        }
    }

    /** @param megabytes how large a file may be */
    record TooLarge(int megabytes) implements PdfRefusal {
        @Override
        public String code() {
            return "document.file.too-large";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public List<Object> args() {
            return List.of(megabytes);
        }
    }

    record NotADocx() implements PdfRefusal {
        @Override
        public String code() {
            return "document.file.not-a-docx";
        }
    }

    record WithMacros() implements PdfRefusal {
        @Override
        public String code() {
            return "document.file.macros";
        }
    }

    /** Unpacked it would be far larger than any paper: a bomb. */
    record Swollen() implements PdfRefusal {
        @Override
        public String code() {
            return "document.file.swollen";
        }
    }
}
