package crm.platform.signal;

import crm.events.CardRef;
import crm.events.EventJson;
import crm.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Tells the live stream that a projection has changed, once it can be read: what events alone would tell too early. Losing a
 * hint loses nothing else.
 */
public final class Hints {
    private static final Logger log = LoggerFactory.getLogger(Hints.class);

    private final KafkaOperations<String, String> kafka;

    public Hints(KafkaOperations<String, String> kafka) {
        this.kafka = kafka;
    }

    /** @param type what open pages are told: an event's name, or {@code SignalsChanged} */
    public void changed(CardRef card, String type, long sequence) {
        send(card.toString(), card.id(), type, sequence);
    }

    /** There is something new under an employee's bell; only he is told. */
    public void notified(String employeeId) {
        send("employee/" + employeeId, employeeId, "Notified", 0);
    }

    private void send(String subject, String key, String type, long sequence) {
        String told = EventJson.MAPPER
                .createObjectNode()
                .put("subject", subject)
                .put("type", type)
                .put("sequence", sequence)
                .toString();
        try {
            kafka.send(Topics.SIGNALS, key, told).whenComplete((sent, failed) -> {
                if (failed != null) {
                    log.warn("open pages were not told of {}: {}", subject, failed.toString());
                }
            });
        } catch (KafkaException refused) {
            // it fails at once when Kafka has been away since the start; what led to the hint is done all the same
            log.warn("open pages were not told of {}: {}", subject, refused.toString());
        }
    }
}
