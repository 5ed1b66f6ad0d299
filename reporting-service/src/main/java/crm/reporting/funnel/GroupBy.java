package crm.reporting.funnel;

import java.util.Arrays;

/** What the rows are of. */
enum GroupBy {
    EMPLOYEE("employee"),
    DEPARTMENT("department"),
    SOURCE("source"),
    CITY("city"),
    MONTH("month");

    private final String code;

    GroupBy(String code) {
        this.code = code;
    }

    /** As addresses have it. */
    String code() {
        return code;
    }

    /** @throws IllegalArgumentException for anything else */
    static GroupBy of(String code) {
        return Arrays.stream(values())
                .filter(by -> by.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(code));
    }
}
