package crm.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;

/** Signs tokens as the realm does and serves its keys over HTTP, so that services check them for real. */
public final class Tokens {
    private final RSAKey key;
    private final RSAKey strangersKey;
    private final String url;
    private final KeycloakUsers users = new KeycloakUsers();

    Tokens() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            strangersKey = new RSAKeyGenerator(2048).keyID("test").generate();
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            String certs = "/realms/crm/protocol/openid-connect/";
            serve(server, certs + "certs", () -> new JWKSet(key.toPublicJWK()).toString());
            serve(
                    server,
                    certs + "token",
                    () -> "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                            .formatted(of(User.SERVICE)));
            for (User user : User.values()) {
                if (user.isPerson()) {
                    users.add(user.id(), user.username(), user.fullName(), user.roles());
                }
            }
            users.serveOn(server);
            server.start();
            url = "http://localhost:" + server.getAddress().getPort();
        } catch (JOSEException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private interface Body {
        String make();
    }

    private static void serve(HttpServer server, String path, Body body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.make().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** What stands for Keycloak's address. */
    String url() {
        return url;
    }

    /** The accounts behind it. */
    KeycloakUsers users() {
        return users;
    }

    public String of(User user) {
        return with(user, claims -> {});
    }

    /** A token that differs from a good one in its claims. */
    public String with(User user, Consumer<JWTClaimsSet.Builder> change) {
        return sign(key, user, change);
    }

    /** A token that somebody else signed. */
    public String forged(User user) {
        return sign(strangersKey, user, claims -> {});
    }

    private String sign(RSAKey by, User user, Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(url + "/realms/crm")
                .subject(user.id())
                .audience("crm")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .claim("preferred_username", user.username())
                .claim("name", user.fullName())
                .claim("realm_access", Map.of("roles", user.roles()));
        change.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims.build());
        try {
            token.sign(new RSASSASigner(by));
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
        return token.serialize();
    }
}
