package crm.platform.refusal;

import java.util.List;

/** RFC 9457 problem details, as the API has them. */
public record Problem(String type, String title, int status, String detail, String code, List<Item> errors) {

    public record Item(String field, String code, String message) {}
}
