package crm.directory.employee;

import crm.directory.employee.Employee.Account;
import crm.directory.employee.EmployeeRefusal.Taken;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.Role;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.ClientBuilderWrapper;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The accounts in Keycloak, by its admin API. Every call can be repeated. What Keycloak refuses of a field is refused at the
 * field; its absence is {@link Refusals.ServiceAway}.
 */
@Component
class Accounts implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final String REALM = "crm";
    private static final int PAGE = 200;
    private static final int CONFLICT = 409;
    private static final long CONNECT_SECONDS = 2;
    private static final long READ_SECONDS = 8;
    private static final String MACHINE = "service-account-";

    static final List<Role> PEOPLE = List.of(
            Role.SALES_MANAGER,
            Role.SALES_HEAD,
            Role.DIRECTOR,
            Role.CALL_CENTER,
            Role.ACCOUNT_MANAGER,
            Role.BACK_OFFICE,
            Role.ADMIN);

    private final Keycloak keycloak;
    private final JsonMapper json;
    private final String zone;

    Accounts(
            @Value("${crm.keycloak-internal-url}") String url,
            @Value("${spring.application.name}") String clientId,
            @Value("${crm.client-secret}") String secret,
            @Value("${crm.zone}") String zone,
            JsonMapper json) {
        this.zone = zone;
        this.json = json;
        this.keycloak = KeycloakBuilder.builder()
                .serverUrl(url)
                .realm(REALM)
                .clientId(clientId)
                .clientSecret(secret)
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .resteasyClient(ClientBuilderWrapper.create(null, false)
                        .register(JacksonProvider.class, 100)
                        .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
    }

    /** @param createdAt to the millisecond, by Keycloak's clock */
    record Found(String id, Instant createdAt) {}

    /** Everyone who has a role of ours, by id. */
    Map<String, Account> read() {
        return asked(() -> {
            Map<String, UserRepresentation> users = new LinkedHashMap<>();
            Map<String, List<String>> roles = new HashMap<>();
            for (Role role : PEOPLE) {
                for (UserRepresentation user : members(role)) {
                    if (!user.getUsername().startsWith(MACHINE)) {
                        users.put(user.getId(), user);
                        roles.computeIfAbsent(user.getId(), id -> new ArrayList<>())
                                .add(role.code());
                    }
                }
            }
            Map<String, Account> accounts = new LinkedHashMap<>();
            users.forEach((id, user) -> accounts.put(id, account(user, roles.get(id))));
            return accounts;
        });
    }

    private List<UserRepresentation> members(Role role) {
        List<UserRepresentation> all = new ArrayList<>();
        try {
            List<UserRepresentation> page;
            do {
                page = realm().roles().get(role.code()).getUserMembers(all.size(), PAGE);
                all.addAll(page);
            } while (page.size() == PAGE);
        } catch (NotFoundException noSuchRole) {
            log.warn("the realm has no role {}", role.code());
        }
        return all;
    }

    Optional<Found> byUsername(String username) {
        return asked(() -> realm().users().searchByUsername(username, true).stream()
                .findFirst()
                .map(user -> new Found(user.getId(), Instant.ofEpochMilli(user.getCreatedTimestamp()))));
    }

    /** Empty when Keycloak has no such user (any more). */
    Optional<Account> find(String id) {
        return asked(() -> {
            try {
                UserResource user = user(id);
                return Optional.of(account(user.toRepresentation(), ours(user)));
            } catch (NotFoundException gone) {
                return Optional.empty();
            }
        });
    }

    /** A new account that cannot be used yet, without roles; gives its id. */
    String create(Account account, String password, boolean temporary) {
        return asked(() -> {
            UserRepresentation user = new UserRepresentation();
            user.setUsername(account.username());
            fill(user, account);
            user.setEmailVerified(true);
            user.setEnabled(false);
            user.setCredentials(List.of(credential(password, temporary)));
            try (Response answer = realm().users().create(user)) {
                if (answer.getStatus() >= 400) {
                    throw refusal(answer.getStatus(), answer.readEntity(String.class));
                }
                return CreatedResponseUtil.getCreatedId(answer);
            }
        });
    }

    void password(String id, String password, boolean temporary) {
        asked(() -> {
            user(id).resetPassword(credential(password, temporary));
            return null;
        });
    }

    private static CredentialRepresentation credential(String password, boolean temporary) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(temporary);
        return credential;
    }

    /** Makes the account as it is to be; gives it as Keycloak has it then. */
    Account write(String id, Account wanted) {
        return asked(() -> {
            UserResource user = user(id);
            UserRepresentation present = user.toRepresentation();
            fill(present, wanted);
            present.setEnabled(wanted.enabled());
            user.update(present);
            roles(user, wanted.roles());
            return account(user.toRepresentation(), ours(user));
        });
    }

    private void roles(UserResource user, List<String> wanted) {
        List<String> present = ours(user);
        List<RoleRepresentation> more = representations(without(wanted, present));
        if (!more.isEmpty()) {
            user.roles().realmLevel().add(more);
        }
        List<RoleRepresentation> less = representations(without(present, wanted));
        if (!less.isEmpty()) {
            user.roles().realmLevel().remove(less);
        }
    }

    private static Stream<String> without(List<String> roles, List<String> others) {
        return roles.stream().filter(role -> !others.contains(role));
    }

    private List<RoleRepresentation> representations(Stream<String> codes) {
        return codes.map(code -> realm().roles().get(code).toRepresentation()).toList();
    }

    private static List<String> ours(UserResource user) {
        return user.roles().realmLevel().listAll().stream()
                .map(RoleRepresentation::getName)
                .filter(name -> PEOPLE.stream().anyMatch(role -> role.code().equals(name)))
                .toList();
    }

    void endSessions(String id) {
        asked(() -> {
            user(id).logout();
            return null;
        });
    }

    void remove(String id) {
        asked(() -> {
            try {
                user(id).remove();
            } catch (NotFoundException gone) {
                log.debug("removed before: {}", id);
            }
            return null;
        });
    }

    private RealmResource realm() {
        return keycloak.realm(REALM);
    }

    private UserResource user(String id) {
        return realm().users().get(id);
    }

    private static void fill(UserRepresentation user, Account account) {
        String[] names = account.fullName().split("\\s+", 2);
        user.setFirstName(names[0]);
        user.setLastName(names.length > 1 ? names[1] : "");
        user.setEmail(account.email());
        Map<String, List<String>> attributes =
                user.getAttributes() == null ? new HashMap<>() : new HashMap<>(user.getAttributes());
        attribute(attributes, "department", account.department());
        attribute(attributes, "extension", account.extension());
        attribute(attributes, "zone", account.zone());
        user.setAttributes(attributes);
    }

    private static void attribute(Map<String, List<String>> attributes, String name, @Nullable String value) {
        attributes.put(name, value == null ? List.of() : List.of(value));
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

    private <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (WebApplicationException answer) {
            throw refusal(answer.getResponse().getStatus(), body(answer));
        } catch (ProcessingException away) {
            if (away.getCause() instanceof WebApplicationException answer) {
                // what comes of asking for our own token
                throw refusal(answer.getResponse().getStatus(), body(answer));
            }
            log.warn("Keycloak does not answer: {}", away.toString());
            throw new Refused(new Refusals.ServiceAway("Keycloak"));
        }
    }

    private Refused refusal(int status, String body) {
        if (status == CONFLICT) {
            return new Refused(new Taken(body.contains("email") ? "email" : "username"));
        }
        if (status == 400) {
            return fault(body);
        }
        log.warn("Keycloak answers {}: {}", status, body);
        return new Refused(status == 404 ? new Refusals.NotFound() : new Refusals.ServiceAway("Keycloak"));
    }

    private static String body(WebApplicationException answer) {
        try {
            return Objects.toString(answer.getResponse().readEntity(String.class), "");
        } catch (IllegalStateException | ProcessingException readBefore) {
            return Objects.toString(answer.getMessage(), "");
        }
    }

    /** Which field is at fault: {@code {field, errorMessage}}, several of them under {@code errors}, or a password's rule. */
    private Refused fault(String body) {
        try {
            JsonNode problem = json.readTree(body);
            JsonNode first =
                    problem.path("errors").isArray() ? problem.path("errors").path(0) : problem;
            String field = first.path("field").asString("");
            String code = first.path("errorMessage").asString("")
                    + first.path("error").asString("");
            if (code.toLowerCase(java.util.Locale.ROOT).contains("password")) {
                return Refusals.invalid("password", "password");
            }
            return Refusals.invalid(
                    switch (field) {
                        case "firstName", "lastName" -> "fullName";
                        case "" -> code.contains("email") ? "email" : "username";
                        default -> field;
                    },
                    field.equals("email") || code.contains("email") ? "email" : "invalid");
        } catch (JacksonException notJson) {
            log.warn("Keycloak refuses: {}", body);
            return Refusals.invalid("username", "invalid");
        }
    }

    @Override
    public void destroy() {
        keycloak.close();
    }
}
