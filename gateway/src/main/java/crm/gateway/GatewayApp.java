package crm.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The gateway's process. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayApp {

    public static void main(String[] args) {
        // Idle connections to the services are dropped before the services drop them.
        System.setProperty("jdk.httpclient.keepalive.timeout", "15");
        SpringApplication.run(GatewayApp.class, args);
    }
}
