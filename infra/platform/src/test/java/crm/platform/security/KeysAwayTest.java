package crm.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import crm.platform.sample.SampleApp;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@SpringBootTest(
        classes = SampleApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "crm.keycloak-internal-url=http://127.0.0.1:1")
@DisplayName("A service that was started while Keycloak is away")
class KeysAwayTest {

    @LocalServerPort
    private int port;

    @Test
    @DisplayName("answers 503 and when to come again, not that something is wrong with it or the token")
    void keys_away() {
        var answer = Caller.as(User.ADMIN, port).get("/admin/sample");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("service-away");
        assertThat(Caller.anonymous(port).get("/admin/sample").status()).isEqualTo(401);
    }
}
