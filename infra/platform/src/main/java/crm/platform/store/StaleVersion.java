package crm.platform.store;

/** The aggregate was changed by another in between; nothing was written. */
public final class StaleVersion extends RuntimeException {
    public StaleVersion(String id, long expected) {
        super("%s is not at version %d any more".formatted(id, expected));
    }
}
