package crm.platform.store;

/**
 * Names one request for good: {@code key} is made of user, method, path and the Idempotency-Key header, {@code body} is a
 * hash of what was sent.
 */
public record RequestKey(String key, String body) {}
