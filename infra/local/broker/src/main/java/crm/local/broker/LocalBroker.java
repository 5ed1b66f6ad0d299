package crm.local.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Runs the broker until the process is ended; arguments: the folder of its data, its port, the controller's port. */
public final class LocalBroker {

    private LocalBroker() {}

    public static void main(String... args) throws IOException {
        if (args.length != 3) {
            System.err.println(
                    "Three arguments are needed: the data folder, the broker's port, the controller's port.");
            System.exit(2);
        }
        Path data = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(data);
        Path settings =
                Files.writeString(data.resolveSibling(data.getFileName() + ".properties"), settings(data, args));
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(settings);
        }
        Kafka.main(new String[] {settings.toString()});
    }

    /** Written anew at each start: the ports may be others than last time. */
    private static String settings(Path data, String... args) {
        try (InputStream template = LocalBroker.class.getResourceAsStream("/server.properties")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${data}", data.toString().replace('\\', '/'))
                    .replace("${port}", args[1])
                    .replace("${controller.port}", args[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(Path settings) {
        String cluster = Uuid.randomUuid().toString();
        int status = StorageTool.execute(
                new String[] {"format", "--standalone", "--cluster-id", cluster, "--config", settings.toString()},
                System.out);
        if (status != 0) {
            System.err.println("Kafka could not prepare its data folder.");
            System.exit(status);
        }
    }
}
