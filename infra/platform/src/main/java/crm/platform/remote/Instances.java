package crm.platform.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends each request to one instance of a service by turn, and to another one when that is away: always when no connection
 * could be made, else what only reads or bears an Idempotency-Key. Nobody waits for an answer twice.
 */
final class Instances implements ClientHttpRequestInterceptor {
    private static final Duration AVOIDED = Duration.ofSeconds(2);

    private final List<URI> addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Long> away = new ConcurrentHashMap<>();

    Instances(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** What requests are made out to; they go where their turn is. */
    URI first() {
        return addresses.getFirst();
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution service)
            throws IOException {
        boolean idempotent =
                request.getMethod() == HttpMethod.GET || request.getHeaders().containsHeader("Idempotency-Key");
        IOException failed = new IOException("no instance");
        for (URI address : inTurn()) {
            try {
                return service.execute(new At(request, address), body);
            } catch (IOException failure) {
                failed = failure;
                boolean notSent = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
                if (notSent) {
                    away.put(address, System.nanoTime());
                }
                if (!notSent && (!idempotent || failure instanceof HttpTimeoutException)) {
                    throw failure;
                }
            }
        }
        throw failed;
    }

    private List<URI> inTurn() {
        List<URI> order = new ArrayList<>();
        List<URI> last = new ArrayList<>();
        int first = Math.floorMod(turn.getAndIncrement(), addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            URI address = addresses.get((first + i) % addresses.size());
            (wasAway(address) ? last : order).add(address);
        }
        order.addAll(last);
        return order;
    }

    private boolean wasAway(URI address) {
        Long since = away.get(address);
        return since != null && System.nanoTime() - since < AVOIDED.toNanos();
    }

    private static final class At extends HttpRequestWrapper {
        private final URI uri;

        At(HttpRequest request, URI address) {
            super(request);
            this.uri = UriComponentsBuilder.fromUri(request.getURI())
                    .scheme(address.getScheme())
                    .host(address.getHost())
                    .port(address.getPort())
                    .build(true)
                    .toUri();
        }

        @Override
        public URI getURI() {
            return uri;
        }
    }
}
