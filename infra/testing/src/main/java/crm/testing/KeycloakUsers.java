package crm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers for the admin API of Keycloak as far as our directory uses it, with Keycloak's own refusals; it can be away from any
 * call on. The real one answers in the end-to-end tests.
 */
public final class KeycloakUsers {
    private static final String ADMIN = "/admin/realms/crm/";

    private final Map<String, ObjectNode> users = new ConcurrentHashMap<>();
    private final Map<String, TreeSet<String>> roles = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> passwords = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger(Integer.MAX_VALUE);

    private record Reply(
            int status, @Nullable String body, @Nullable String location) {
        static Reply of(JsonNode json) {
            return new Reply(200, json.toString(), null);
        }

        static Reply of(int status) {
            return new Reply(status, null, null);
        }
    }

    void serveOn(HttpServer server) {
        server.createContext(ADMIN, exchange -> {
            JsonNode body = read(exchange);
            if (answers.getAndUpdate(left -> left == 0 || left == Integer.MAX_VALUE ? left : left - 1) == 0) {
                send(exchange, Reply.of(503));
                return;
            }
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            send(exchange, answer(exchange, body));
        });
    }

    /** From now on it answers so many calls and then no more. */
    public void leavesAfter(int calls) {
        answers.set(calls);
    }

    public void comesBack() {
        answers.set(Integer.MAX_VALUE);
    }

    /** To be changed as in Keycloak's own console, or looked at. */
    public ObjectNode user(String username) {
        return users.values().stream()
                .filter(has("username", username))
                .findFirst()
                .orElseThrow();
    }

    public boolean knows(String username) {
        return users.values().stream().anyMatch(has("username", username));
    }

    public TreeSet<String> rolesOf(String username) {
        return roles.get(user(username).path("id").asString());
    }

    /** Somebody who is there without us. */
    public void add(String id, String username, String fullName, List<String> hisRoles) {
        String[] names = fullName.split(" ", 2);
        ObjectNode user = Caller.JSON.createObjectNode();
        user.put("id", id)
                .put("username", username)
                .put("firstName", names[0])
                .put("lastName", names.length > 1 ? names[1] : "")
                .put("email", username + "@crm.example")
                .put("enabled", true)
                .put("createdTimestamp", System.currentTimeMillis());
        users.put(id, user);
        roles.put(id, new TreeSet<>(hisRoles));
    }

    /** The password he was given last, as it was sent: {@code {value, temporary}}. */
    public JsonNode password(String id) {
        return passwords.get(id);
    }

    /** Every call that was answered: method and address. */
    public List<String> calls() {
        return calls;
    }

    private static Predicate<ObjectNode> has(String field, String value) {
        return user -> value.equalsIgnoreCase(user.path(field).asString(""));
    }

    private static JsonNode read(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return text.isBlank() ? Caller.JSON.nullNode() : Caller.JSON.readTree(text);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body() == null ? new byte[0] : reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (reply.location() != null) {
            exchange.getResponseHeaders().add("Location", reply.location());
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply answer(HttpExchange exchange, JsonNode body) {
        String method = exchange.getRequestMethod();
        List<String> path = List.of(
                exchange.getRequestURI().getPath().substring(ADMIN.length()).split("/"));
        if (path.getFirst().equals("roles")) {
            return Reply.of(path.size() == 3 ? members(path.get(1), exchange) : role(path.get(1)));
        }
        if (path.size() == 1) {
            return method.equals("POST") ? create(exchange, body) : Reply.of(found(exchange));
        }
        String id = path.get(1);
        ObjectNode user = users.get(id);
        if (user == null) {
            return Reply.of(404);
        }
        if (path.size() > 2 && path.get(2).equals("reset-password")) {
            passwords.put(id, body);
        }
        if (path.size() > 2) {
            return path.get(2).equals("role-mappings") ? mappings(method, id, body) : Reply.of(204);
        }
        return switch (method) {
            case "GET" -> Reply.of(user);
            case "DELETE" -> {
                users.remove(id);
                roles.remove(id);
                yield Reply.of(204);
            }
            default -> update(user, body);
        };
    }

    private static ObjectNode role(String name) {
        return Caller.JSON.createObjectNode().put("id", "role-" + name).put("name", name);
    }

    private ArrayNode members(String role, HttpExchange exchange) {
        ArrayNode members = Caller.JSON.createArrayNode();
        if (!String.valueOf(exchange.getRequestURI().getQuery()).matches(".*first=[1-9].*")) {
            roles.forEach((id, his) -> {
                if (his.contains(role)) {
                    members.add(users.get(id));
                }
            });
        }
        return members;
    }

    private ArrayNode found(HttpExchange exchange) {
        String username = exchange.getRequestURI().getQuery().replaceAll(".*username=([^&]*).*", "$1");
        ArrayNode found = Caller.JSON.createArrayNode();
        users.values().stream().filter(has("username", username)).forEach(found::add);
        return found;
    }

    private Reply create(HttpExchange exchange, JsonNode body) {
        Reply refused = refusal(null, body);
        if (refused != null) {
            return refused;
        }
        String id = UUID.randomUUID().toString();
        ObjectNode user = (ObjectNode) body.deepCopy();
        user.remove("credentials");
        user.put("id", id).put("createdTimestamp", System.currentTimeMillis());
        users.put(id, user);
        roles.put(id, new TreeSet<>());
        String host = exchange.getRequestHeaders().getFirst("Host");
        return new Reply(201, null, "http://" + host + ADMIN + "users/" + id);
    }

    private Reply update(ObjectNode user, JsonNode body) {
        Reply refused = refusal(user.path("id").asString(), body);
        if (refused != null) {
            return refused;
        }
        user.setAll((ObjectNode) body);
        return Reply.of(204);
    }

    private @Nullable Reply refusal(@Nullable String id, JsonNode body) {
        for (String field : List.of("username", "email")) {
            boolean taken = users.values().stream()
                    .filter(other -> !other.path("id").asString().equals(id))
                    .anyMatch(has(field, body.path(field).asString("")));
            if (taken) {
                return new Reply(409, "{\"errorMessage\":\"User exists with same " + field + "\"}", null);
            }
        }
        return body.path("email").asString("").endsWith("@bad.example")
                ? new Reply(400, "{\"field\":\"email\",\"errorMessage\":\"error-invalid-email\"}", null)
                : null;
    }

    private Reply mappings(String method, String id, JsonNode body) {
        List<String> named =
                body.valueStream().map(role -> role.path("name").asString()).toList();
        if (method.equals("POST")) {
            roles.get(id).addAll(named);
        } else if (method.equals("DELETE")) {
            roles.get(id).removeAll(named);
        } else {
            ArrayNode all = Caller.JSON.createArrayNode();
            roles.get(id).forEach(name -> all.add(role(name)));
            return Reply.of(all);
        }
        return Reply.of(204);
    }
}
