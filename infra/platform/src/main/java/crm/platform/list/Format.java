package crm.platform.list;

import crm.platform.refusal.Refusals;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;

/** What a list is written as. */
enum Format {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        Sheet begin(OutputStream to, String title, ZoneId zone) {
            return new XlsxSheet(to, title, zone);
        }
    },
    CSV("text/csv;charset=UTF-8") {
        @Override
        Sheet begin(OutputStream to, String title, ZoneId zone) throws IOException {
            return new CsvSheet(to, zone);
        }
    };

    private final String type;

    Format(String type) {
        this.type = type;
    }

    /** A sheet that writes to this stream as it is filled; the stream is not closed. */
    abstract Sheet begin(OutputStream to, String title, ZoneId zone) throws IOException;

    String type() {
        return type;
    }

    /** The ending of a file's name. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Format of(String ending) {
        return Arrays.stream(values())
                .filter(format -> format.ending().equals(ending))
                .findFirst()
                .orElseThrow(Refusals::notFound);
    }
}
