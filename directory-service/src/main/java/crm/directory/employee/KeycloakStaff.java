package crm.directory.employee;

import crm.directory.employee.Employee.Account;
import crm.platform.lease.Leases;
import crm.platform.security.Role;
import jakarta.ws.rs.NotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.UserRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads the realm's users, at start and once a minute, and tells {@link Staff} of those who have a role of ours. */
@Component
class KeycloakStaff implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(KeycloakStaff.class);
    private static final String REALM = "crm";
    private static final int PAGE = 200;
    private static final String MACHINE = "service-account-";
    private static final List<Role> PEOPLE = List.of(
            Role.SALES_MANAGER,
            Role.SALES_HEAD,
            Role.DIRECTOR,
            Role.CALL_CENTER,
            Role.ACCOUNT_MANAGER,
            Role.BACK_OFFICE,
            Role.ADMIN);

    private final Staff staff;
    private final Leases leases;
    private final Keycloak keycloak;
    private final String zone;

    KeycloakStaff(
            Staff staff,
            Leases leases,
            @Value("${crm.keycloak-internal-url}") String url,
            @Value("${spring.application.name}") String clientId,
            @Value("${crm.client-secret}") String secret,
            @Value("${crm.zone}") String zone) {
        this.staff = staff;
        this.leases = leases;
        this.zone = zone;
        this.keycloak = KeycloakBuilder.builder()
                .serverUrl(url)
                .realm(REALM)
                .clientId(clientId)
                .clientSecret(secret)
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .build();
    }

    @Scheduled(fixedDelayString = "${crm.employees.look-every:60s}")
    void look() {
        if (!leases.hold("keycloak-staff")) {
            return;
        }
        try {
            read().forEach(staff::know);
        } catch (RuntimeException away) {
            log.warn("employees are not read now: {}", away.toString());
        }
    }

    private Map<String, Account> read() {
        RealmResource realm = keycloak.realm(REALM);
        Map<String, UserRepresentation> users = new LinkedHashMap<>();
        Map<String, List<String>> roles = new LinkedHashMap<>();
        for (Role role : PEOPLE) {
            for (UserRepresentation user : members(realm, role)) {
                if (!user.getUsername().startsWith(MACHINE)) {
                    users.put(user.getId(), user);
                    roles.computeIfAbsent(user.getId(), id -> new ArrayList<>()).add(role.code());
                }
            }
        }
        Map<String, Account> accounts = new LinkedHashMap<>();
        users.forEach((id, user) -> accounts.put(id, account(user, roles.get(id))));
        return accounts;
    }

    private static List<UserRepresentation> members(RealmResource realm, Role role) {
        List<UserRepresentation> all = new ArrayList<>();
        try {
            List<UserRepresentation> page;
            do {
                page = realm.roles().get(role.code()).getUserMembers(all.size(), PAGE);
                all.addAll(page);
            } while (page.size() == PAGE);
        } catch (NotFoundException noSuchRole) {
            log.warn("the realm has no role {}", role.code());
        }
        return all;
    }

    private Account account(UserRepresentation user, List<String> roles) {
        String fullName =
                (Objects.toString(user.getFirstName(), "") + " " + Objects.toString(user.getLastName(), "")).strip();
        return new Account(
                user.getUsername(),
                fullName.isEmpty() ? user.getUsername() : fullName,
                Objects.toString(user.getEmail(), ""),
                attribute(user, "department"),
                attribute(user, "extension"),
                Objects.requireNonNullElse(attribute(user, "zone"), zone),
                roles,
                Boolean.TRUE.equals(user.isEnabled()));
    }

    private static @Nullable String attribute(UserRepresentation user, String name) {
        return user.getAttributes() == null ? null : user.firstAttribute(name);
    }

    @Override
    public void destroy() {
        keycloak.close();
    }
}
