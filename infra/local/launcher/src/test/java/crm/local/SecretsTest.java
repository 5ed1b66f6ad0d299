package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @Test
    @DisplayName("a secret is made once, stays the same, and only its owner reads the file")
    void secrets(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("home").resolve("secrets.properties");

        String secret = new Secrets(file).get("gateway");
        String other = new Secrets(file).get("leads-service");

        assertThat(secret).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(other);
        assertThat(new Secrets(file).get("gateway")).isEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
