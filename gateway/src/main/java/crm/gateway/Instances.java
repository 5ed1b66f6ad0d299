package crm.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where one service is to be found: its instances are asked by turn, those that were away a moment ago last. */
final class Instances {

    private static final Duration AVOIDED = Duration.ofSeconds(2);

    private final List<URI> addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Long> away = new ConcurrentHashMap<>();

    Instances(List<URI> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no address");
        }
        this.addresses = List.copyOf(addresses);
    }

    boolean areSeveral() {
        return addresses.size() > 1;
    }

    /** All of them, in the order in which to ask them now. */
    List<URI> inTurn() {
        if (!areSeveral()) {
            return addresses;
        }
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

    /** No connection could be made to this one. */
    void isAway(URI address) {
        away.put(address, System.nanoTime());
    }

    /** A URL of one of them without its address; any other as it is. */
    String outward(String location) {
        for (URI address : addresses) {
            if (location.startsWith(address + "/")) {
                return location.substring(address.toString().length());
            }
        }
        return location;
    }
}
