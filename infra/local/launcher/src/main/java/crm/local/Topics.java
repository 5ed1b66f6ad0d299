package crm.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the company's events, made once and replicated as the cluster does by default; services find them there. */
final class Topics {

    static final List<String> NAMES =
            List.of("crm.leads", "crm.deals", "crm.directory", "crm.activities", "crm.documents");

    /** Between services: hints that lose their worth in a moment. */
    static final List<String> INTERNAL = List.of("crm.internal.signals");

    private static final int PARTITIONS = 6;

    private static final String A_DAY_MS = "86400000";

    private Topics() {}

    private static NewTopic topic(String name, String retentionMs) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, retentionMs));
    }

    /** Whether the broker answers; all topics are there then. */
    static boolean create(String servers) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000))) {
            Set<String> there = admin.listTopics().names().get(6, TimeUnit.SECONDS);
            List<NewTopic> missing = Stream.concat(
                            NAMES.stream().map(name -> topic(name, "-1")),
                            INTERNAL.stream().map(name -> topic(name, A_DAY_MS)))
                    .filter(topic -> !there.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(10, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
