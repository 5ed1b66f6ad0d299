package crm.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Structure;
import crm.testing.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("The reporting service")
class StartTest {
    @LocalServerPort
    private int port;

    @Test
    @DisplayName("comes up healthy, shows nothing else of the actuator, and lets nobody in without a token")
    void healthy() {
        Caller anonymous = Caller.anonymous(port);
        assertThat(anonymous.get("/actuator/health/readiness").body()).contains("UP");
        assertThat(anonymous.get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(anonymous.get("/actuator/env").status()).isIn(401, 404);
        assertThat(anonymous.get("/api/reports").status()).isEqualTo(401);
        assertThat(Caller.as(User.HEAD, port).get("/api/reports").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("keeps the structure of all services")
    void structure() {
        Structure.holdsIn("crm.reporting");
    }
}
