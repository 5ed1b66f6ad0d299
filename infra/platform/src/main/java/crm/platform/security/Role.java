package crm.platform.security;

import java.util.Optional;

/** The realm roles by their names in Keycloak. */
public enum Role {
    SALES_MANAGER("sales-manager"),
    SALES_HEAD("sales-head"),
    DIRECTOR("director"),
    CALL_CENTER("call-center"),
    ACCOUNT_MANAGER("account-manager"),
    BACK_OFFICE("back-office"),
    ADMIN("admin"),
    INTEGRATION_INTAKE("integration-intake"),
    INTEGRATION_PAYMENTS("integration-payments"),
    SERVICE("service");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether employees hold it; the others are machines'. */
    boolean isHeldByPeople() {
        return ordinal() < INTEGRATION_INTAKE.ordinal();
    }

    /** Empty for a role that is none of ours: Keycloak adds its own. */
    public static Optional<Role> of(String code) {
        for (Role role : values()) {
            if (role.code.equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
