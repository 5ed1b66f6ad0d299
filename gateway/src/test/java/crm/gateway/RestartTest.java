package crm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class RestartTest {

    @TempDir
    Path sessions;

    @Test
    @DisplayName("who is logged in stays so over a restart of the gateway")
    void restart() {
        try (var keycloak = new KeycloakStub();
                var service = new ServiceStub()) {
            int port = GatewayTest.free();
            var browser = new BrowserStub("http://localhost:" + port);
            try (var first = start(port, keycloak, service)) {
                assertThat(browser.open("/leads").statusCode()).isEqualTo(200);
            }
            int logins = keycloak.refreshed.get();
            try (var second = start(port, keycloak, service)) {
                assertThat(browser.get("/api/leads").statusCode()).isEqualTo(200);
                assertThat(service.last().header("Authorization")).startsWith("Bearer ey");
                assertThat(keycloak.refreshed.get()).isEqualTo(logins);
            }
        }
    }

    private ConfigurableApplicationContext start(int port, KeycloakStub keycloak, ServiceStub service) {
        return SpringApplication.run(
                GatewayApp.class,
                "--server.port=" + port,
                "--server.servlet.session.store-dir=" + sessions,
                "--crm.public-url=http://localhost:" + port,
                "--crm.keycloak-url=" + keycloak.url(),
                "--crm.keycloak-internal-url=" + keycloak.url(),
                "--crm.services.leads=" + service.url());
    }
}
