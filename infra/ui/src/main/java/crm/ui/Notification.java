package crm.ui;

import java.time.Instant;

/** A line under the bell. */
public record Notification(String icon, String title, String text, String url, Instant at, boolean unread) {}
