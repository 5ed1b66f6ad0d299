package crm.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether anything is still on its way: events not yet published, not yet read, parked. */
final class Quiet {
    private static final Map<String, Integer> PORTS = new TreeMap<>(Map.of(
            "leads-service", 8101,
            "deals-service", 8102,
            "directory-service", 8103,
            "activity-service", 8104,
            "documents-service", 8105,
            "reporting-service", 8106));
    private static final List<String> GAUGES = List.of("crm_outbox_unsent", "crm_parked");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stack stack;

    Quiet(Stack stack) {
        this.stack = stack;
    }

    /** What is not at rest, in words. */
    List<String> unrest() {
        List<String> unrest = new ArrayList<>();
        PORTS.forEach((service, port) -> {
            String metrics = get("http://127.0.0.1:" + stack.port(port) + "/actuator/prometheus");
            for (String gauge : GAUGES) {
                double value = metrics.lines()
                        .filter(line -> line.startsWith(gauge))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
                if (value != 0) {
                    unrest.add(service + " " + gauge + " " + value);
                }
            }
            long lag = EventLog.lag(service);
            if (lag != 0) {
                unrest.add(service + " has " + lag + " to read");
            }
        });
        return unrest;
    }

    /** Whether a service on this port says that it is ready, in whatever words. */
    int readiness(int port) {
        try {
            return HTTP.send(
                            request("http://127.0.0.1:" + stack.port(port) + "/actuator/health/readiness"),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String get(String url) {
        try {
            return HTTP.send(request(url), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException away) {
            throw new IllegalStateException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
