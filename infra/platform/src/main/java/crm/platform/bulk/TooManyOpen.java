package crm.platform.bulk;

import crm.platform.refusal.Refusal;
import java.util.List;

/** So many of one's own are still going on. */
record TooManyOpen(int open) implements Refusal {
    @Override
    public String code() {
        return "bulk.too-many-open";
    }

    @Override
    public int status() {
        return 429;
    }

    @Override
    public List<Object> args() {
        return List.of(open);
    }
}
