package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the script finds a JDK. */
class ScriptTest {

    @TempDir
    private Path folder;

    private Path jdk(String name, String version) throws IOException {
        Path jdk = Files.createDirectories(folder.resolve("jdks").resolve(name));
        Files.createDirectories(jdk.resolve("bin"));
        Files.createFile(
                jdk.resolve("bin/javac"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private record Answer(int status, String text) {}

    private Answer jdkFound(String javaHome) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(
                        List.of("bash", Path.of("../../../crm").toString(), "jdk"))
                .redirectErrorStream(true);
        script.environment().put("JAVA_HOME", javaHome);
        script.environment().put("PATH", "/usr/bin:/bin");
        script.environment().put("CRM_JDK_FOLDERS", folder.resolve("jdks") + "/*");
        Process process = script.start();
        String text = new String(process.getInputStream().readAllBytes()).strip();
        return new Answer(process.waitFor(), text);
    }

    @Test
    @DisplayName("JAVA_HOME where it is new enough")
    void java_home() throws Exception {
        Path jdk = jdk("named", "25.0.3");
        jdk("another", "27");

        assertThat(jdkFound(jdk.toString())).isEqualTo(new Answer(0, jdk.toString()));
    }

    @Test
    @DisplayName("an old JAVA_HOME is passed over for one in the usual folders")
    void usual_folders() throws Exception {
        Path old = jdk("a-old", "17.0.15");
        jdk("b-older", "1.8.0_402");
        Path early = jdk("c-early", "26-ea");

        assertThat(jdkFound(old.toString())).isEqualTo(new Answer(0, early.toString()));
    }

    @Test
    @DisplayName("none is told in one line with what to do")
    void none() throws Exception {
        Path old = jdk("old", "17.0.15");

        Answer answer = jdkFound(old.toString());

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text()).contains("JDK 25").contains("JAVA_HOME").doesNotContain("\n");
    }
}
