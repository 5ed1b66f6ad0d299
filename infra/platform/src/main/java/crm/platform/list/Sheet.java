package crm.platform.list;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of rows that is written while it is filled. One that is not finished is visibly broken, not shorter. */
interface Sheet {
    void head(List<String> labels) throws IOException;

    void row(List<@Nullable Object> values) throws IOException;

    /** Sends on what has been written so far. */
    void flush() throws IOException;

    void finish() throws IOException;
}
