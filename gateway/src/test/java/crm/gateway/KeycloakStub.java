package crm.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of Keycloak as a login takes: it lets everybody in at once, checks PKCE, and can be told to refuse refreshes. */
final class KeycloakStub implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, String>> begun = new ConcurrentHashMap<>();
    final AtomicInteger refreshed = new AtomicInteger();
    volatile int lifetime = 300;
    volatile boolean refusesRefresh;
    volatile boolean broken;
    volatile List<String> roles = List.of("sales-manager");

    KeycloakStub() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k1").generate();
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/realms/crm/protocol/openid-connect/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String issuer() {
        return url() + "/realms/crm";
    }

    String token(String user, Instant expires, String issuer) {
        return sign(new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("id-" + user)
                .audience("crm")
                .claim("preferred_username", user)
                .claim("realm_access", Map.of("roles", roles))
                .claim("jti", java.util.UUID.randomUUID().toString())
                .issueTime(new Date())
                .expirationTime(Date.from(expires))
                .build());
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (broken) {
            send(exchange, 503, "{}");
        } else if (path.endsWith("/certs")) {
            send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
        } else if (path.endsWith("/auth")) {
            var asked = form(exchange.getRequestURI().getRawQuery());
            String code = java.util.UUID.randomUUID().toString();
            begun.put(code, asked);
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            asked.get("redirect_uri") + "?code=" + code + "&state="
                                    + java.net.URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        } else if (path.endsWith("/token")) {
            token(exchange);
        } else {
            send(exchange, 200, "{}");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String nonce = null;
        if ("refresh_token".equals(asked.get("grant_type"))) {
            refreshed.incrementAndGet();
            if (refusesRefresh) {
                send(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Session not active\"}");
                return;
            }
        } else {
            var login = begun.remove(asked.get("code"));
            if (login == null || !challenge(asked.get("code_verifier")).equals(login.get("code_challenge"))) {
                send(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            nonce = login.get("nonce");
        }
        var id = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("id-anna")
                .audience("gateway")
                .claim("nonce", nonce)
                .claim("name", "Анна Ковалёва")
                .claim("preferred_username", "anna")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
        send(
                exchange,
                200,
                "{\"access_token\":\"%s\",\"id_token\":\"%s\",\"refresh_token\":\"r1\",\"token_type\":\"Bearer\",\"expires_in\":%d,\"scope\":\"openid profile email\"}"
                        .formatted(
                                token("anna", Instant.now().plusSeconds(Math.max(lifetime, 60)), issuer()),
                                sign(id),
                                lifetime));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String encoded) {
        var values = new HashMap<String, String>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return values;
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
