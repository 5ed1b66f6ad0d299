package crm.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Secrets of this stack, each made when it is first asked for and kept in a file that only its owner reads. */
final class Secrets {

    private static final int BYTES = 24;

    private final Path file;

    Secrets(Path file) {
        this.file = file;
    }

    /** The secret of this name. */
    synchronized String get(String name) {
        try {
            Properties secrets = read();
            String secret = secrets.getProperty(name);
            if (secret == null) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                secrets.setProperty(name, secret);
                write(secrets);
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties read() throws IOException {
        Properties secrets = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                secrets.load(reader);
            }
        }
        return secrets;
    }

    private void write(Properties secrets) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file)) {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            secrets.store(writer, "Made at first start; they belong to the data beside this file.");
        }
    }
}
