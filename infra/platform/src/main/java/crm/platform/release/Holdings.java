package crm.platform.release;

import java.util.List;

/**
 * All a service has of employees. A service that has something declares one as a bean.
 *
 * @param service as its address is named: {@code leads}
 * @param topic where its events go
 */
public record Holdings(String service, String topic, List<Holding<?>> all) {}
