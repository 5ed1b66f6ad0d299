package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The realm for production has nothing of the demonstration in it, and the local one has all of it. */
class RealmTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FOLDER = Path.of("../../keycloak");

    private final JsonNode production = JSON.readTree(FOLDER.resolve("realm.json"));
    private final JsonNode local = JSON.readTree(RealmFile.local(FOLDER));

    private static Stream<JsonNode> clients(JsonNode realm) {
        return realm.path("clients").valueStream();
    }

    private static Stream<JsonNode> users(JsonNode realm) {
        return realm.path("users").valueStream();
    }

    private static List<String> names(Stream<JsonNode> nodes, String field) {
        return nodes.map(node -> node.path(field).asString("")).toList();
    }

    private static JsonNode client(JsonNode realm, String id) {
        return clients(realm)
                .filter(client -> client.path("clientId").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("in production the only users are the services' accounts")
    void no_people() {
        assertThat(users(production)).isNotEmpty().allSatisfy(user -> {
            assertThat(user.path("serviceAccountClientId").asString("")).endsWith("-service");
            assertThat(user.has("credentials")).isFalse();
        });
    }

    @Test
    @DisplayName("in production nobody gets a token for a password, and there are no clients of the demonstration")
    void no_password_grant() {
        assertThat(clients(production))
                .allMatch(client -> !client.path("directAccessGrantsEnabled").asBoolean(true))
                .allMatch(client -> !client.path("publicClient").asBoolean(true));
        assertThat(names(clients(production), "clientId"))
                .containsExactlyInAnyOrderElementsOf(Keycloak.CLIENTS)
                .doesNotContain("crm-cli", "site-intake", "accounting");
    }

    @Test
    @DisplayName("in production every secret comes from the environment, and redirects go to the public address only")
    void no_fixed_secrets() {
        assertThat(clients(production))
                .allSatisfy(client -> assertThat(client.path("secret").stringValue())
                        .isEqualTo(
                                "${" + Keycloak.variable(client.path("clientId").stringValue()) + "}"));
        assertThat(client(production, "gateway")
                        .path("redirectUris")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .containsExactly("${CRM_PUBLIC_URL}/login/oauth2/code/*");
        assertThat(production.path("sslRequired").stringValue()).isEqualTo("external");
        assertThat(production.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(client(production, "gateway")
                        .at("/attributes/pkce.code.challenge.method")
                        .stringValue())
                .isEqualTo("S256");
    }

    @Test
    @DisplayName("P-7 only the directory manages users, and it has exactly the rights that takes")
    void rights_of_the_directory() {
        assertThat(users(production).filter(user -> user.has("clientRoles")))
                .singleElement()
                .satisfies(user -> {
                    assertThat(user.path("serviceAccountClientId").stringValue())
                            .isEqualTo("directory-service");
                    assertThat(user.path("clientRoles").propertyNames()).containsExactly("realm-management");
                    assertThat(user.at("/clientRoles/realm-management")
                                    .valueStream()
                                    .map(JsonNode::stringValue))
                            .containsExactlyInAnyOrder("view-users", "manage-users", "view-realm");
                });
        assertThat(users(production)
                        .flatMap(user -> user.path("realmRoles").valueStream().map(JsonNode::stringValue)))
                .containsOnly("service");
    }

    @Test
    @DisplayName("P-6 the profile keeps department, extension and zone, changed by administrators only")
    void profile() {
        JsonNode profile = JSON.readTree(production
                .at("/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                .stringValue());
        assertThat(names(profile.path("attributes").valueStream(), "name"))
                .containsExactly("username", "email", "firstName", "lastName", "department", "extension", "zone");
        assertThat(profile.path("attributes").valueStream().skip(4))
                .allSatisfy(own -> assertThat(
                                own.at("/permissions/edit").valueStream().map(JsonNode::stringValue))
                        .containsExactly("admin"));
    }

    @Test
    @DisplayName("every access token says who, with which roles, and is for the audience crm")
    void claims() {
        assertThat(names(
                        production
                                .path("clientScopes")
                                .valueStream()
                                .flatMap(scope -> scope.path("protocolMappers").valueStream()),
                        "protocolMapper"))
                .contains(
                        "oidc-sub-mapper",
                        "oidc-full-name-mapper",
                        "oidc-usermodel-realm-role-mapper",
                        "oidc-audience-mapper");
        assertThat(production.path("defaultDefaultClientScopes").valueStream().map(JsonNode::stringValue))
                .containsExactly("basic", "profile", "email", "roles", "crm");
    }

    @Test
    @DisplayName("locally there are the people of the demonstration, each with an id, a name and his name as password")
    void people() {
        List<JsonNode> people =
                users(local).filter(user -> !user.has("serviceAccountClientId")).toList();

        assertThat(names(people.stream(), "username"))
                .containsExactly(
                        "manager1",
                        "manager2",
                        "manager3",
                        "head",
                        "director",
                        "operator",
                        "account",
                        "office",
                        "admin");
        assertThat(names(people.stream(), "id")).doesNotHaveDuplicates().allMatch(id -> id.length() == 36);
        assertThat(people).allSatisfy(user -> {
            assertThat(user.at("/credentials/0/value").stringValue())
                    .isEqualTo(user.path("username").stringValue());
            assertThat(user.path("firstName").asString("")).isNotBlank();
            assertThat(user.path("lastName").asString("")).isNotBlank();
            assertThat(user.path("emailVerified").asBoolean()).isTrue();
        });
        assertThat(local.path("sslRequired").stringValue()).isEqualTo("none");
        assertThat(client(local, "crm-cli").path("directAccessGrantsEnabled").asBoolean())
                .isTrue();
        assertThat(client(local, "site-intake").path("secret").stringValue()).isEqualTo("site-intake");
        assertThat(client(local, "gateway").path("secret").stringValue()).isEqualTo("${CRM_SECRET_GATEWAY}");
    }

    @Test
    @DisplayName("laying one file over another merges objects and named lists, and replaces the rest")
    void merge() {
        JsonNode below = JSON.readTree("""
                {"a": 1, "list": [1, 2], "clients": [{"clientId": "x", "secret": "s", "uris": ["u"]}], "same": {"k": 1}}""");
        JsonNode above = JSON.readTree("""
                {"a": 2, "list": [3], "clients": [{"clientId": "y"}, {"clientId": "x", "uris": ["*"]}], "same": {"l": 2}}""");

        assertThat(RealmFile.merged(below, above)).isEqualTo(JSON.readTree("""
                {"a": 2, "list": [3],
                 "clients": [{"clientId": "x", "secret": "s", "uris": ["*"]}, {"clientId": "y"}],
                 "same": {"k": 1, "l": 2}}"""));
    }
}
