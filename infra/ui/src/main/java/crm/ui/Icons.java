package crm.ui;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which icon stands for which code. */
public final class Icons {

    private static final Map<String, String> SOURCES = Map.of(
            "SITE", "world",
            "REFERRAL", "share",
            "FORMER_CLIENT", "history",
            "OUTBOUND_CALL", "phone-outgoing",
            "CALL_CENTER", "headset",
            "EVENT", "ticket",
            "MAILING", "mail-fast",
            "SOCIAL", "brand-telegram",
            "DIRECTOR", "crown",
            "PARTNER", "affiliate");

    private static final Map<String, String> ACTIVITIES = Map.of(
            "CALL", "phone",
            "COMMENT", "message",
            "MEETING", "users",
            "EMAIL", "mail",
            "ONLINE_MEETING", "video",
            "TASK", "checkbox",
            "WAIT", "hourglass");

    private static final Map<String, String> FILES = Map.of(
            "docx", "file-type-docx",
            "doc", "file-type-docx",
            "pdf", "file-type-pdf",
            "xls", "file-type-xls",
            "xlsx", "file-type-xls",
            "png", "photo",
            "jpg", "photo",
            "jpeg", "photo",
            "zip", "file-zip");

    private Icons() {}

    static String source(@Nullable String code) {
        return code == null ? "help" : SOURCES.getOrDefault(code, "tag");
    }

    public static String activity(@Nullable String type) {
        return type == null ? "note" : ACTIVITIES.getOrDefault(type, "note");
    }

    static String file(String name) {
        return FILES.getOrDefault(name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT), "file");
    }
}
