package crm.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The store's file")
class DiskTest {
    private static final int DOCUMENTS = 60_000;
    private static final int AT_ONCE = 500;
    private static final long MOST_UNSAVED = 64L << 20;

    @Test
    @DisplayName(
            "takes what was changed here and there in much data before its pages fill the memory, however short the journal is")
    void bounded(@TempDir Path folder) throws IOException {
        String text = "x".repeat(1_500);
        Random random = new Random(7);
        long most = 0;
        try (Disk disk = Disk.open(folder.resolve("store.mv"))) {
            disk.recover(change -> {});
            MVMap<String, String> documents = disk.map("documents", StringDataType.INSTANCE, StringDataType.INSTANCE);
            for (int i = 0; i < DOCUMENTS; i += AT_ONCE) {
                disk.durably(() -> {
                    for (int n = 0; n < AT_ONCE; n++) {
                        String id = Long.toHexString(random.nextLong());
                        documents.put(id, text);
                        disk.changed("documents", id, null);
                    }
                    return new Document();
                });
                most = Math.max(most, disk.unsaved());
            }
        }
        assertThat(most).isPositive().isLessThan(MOST_UNSAVED);
    }
}
