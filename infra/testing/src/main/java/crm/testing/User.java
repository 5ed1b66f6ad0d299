package crm.testing;

import java.util.List;

/** The people of the tests; ids as Keycloak would give them. */
public enum User {
    MANAGER1("manager1", "Анна Ковалёва", "sales-manager"),
    MANAGER2("manager2", "Денис Орлов", "sales-manager"),
    HEAD("head", "Ольга Белова", "sales-head"),
    DIRECTOR("director", "Сергей Литвинов", "director"),
    OPERATOR("operator", "Вера Лаптева", "call-center"),
    ACCOUNT("account", "Марина Зайцева", "account-manager"),
    OFFICE("office", "Нина Фролова", "back-office"),
    ADMIN("admin", "Игорь Громов", "admin"),
    INTAKE("site-intake", "site-intake", "integration-intake"),
    PAYMENTS("accounting", "accounting", "integration-payments"),
    SERVICE("service", "service", "service"),
    NOBODY("nobody", "Без роли");

    private final String username;
    private final String fullName;
    private final List<String> roles;

    User(String username, String fullName, String... roles) {
        this.username = username;
        this.fullName = fullName;
        this.roles = List.of(roles);
    }

    public String id() {
        return "00000000-0000-4000-8000-00000000%04d".formatted(ordinal() + 1);
    }

    public String username() {
        return username;
    }

    public String fullName() {
        return fullName;
    }

    public List<String> roles() {
        return roles;
    }

    public boolean isPerson() {
        return ordinal() < INTAKE.ordinal();
    }
}
