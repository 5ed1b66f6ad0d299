package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastWordsTest {

    @Test
    @DisplayName("Spring Boot's description of a failure")
    void description() {
        assertThat(LastWords.of(List.of(
                        "2026-01-01T10:00:00.000Z ERROR 1 --- [main] LoggingFailureAnalysisReporter :",
                        "***************************",
                        "APPLICATION FAILED TO START",
                        "***************************",
                        "",
                        "Description:",
                        "",
                        "Web server failed to start. Port 8101 was already in use.",
                        "",
                        "Action:",
                        "")))
                .isEqualTo("Web server failed to start. Port 8101 was already in use.");
    }

    @Test
    @DisplayName("the innermost cause")
    void cause() {
        assertThat(LastWords.of(List.of(
                        "Exception in thread \"main\" java.lang.IllegalStateException: outer",
                        "\tat some.Place",
                        "Caused by: java.lang.RuntimeException: middle",
                        "Caused by: java.net.ConnectException: Connection refused",
                        "\tat other.Place",
                        "\t... 20 more")))
                .isEqualTo("java.net.ConnectException: Connection refused");
    }

    @Test
    @DisplayName("the last error without its time, else the last line")
    void error() {
        assertThat(LastWords.of(List.of("2026-01-01 10:00:00,123 ERROR [main] no space left on device", "bye", "")))
                .isEqualTo("no space left on device");
        assertThat(LastWords.of(List.of("something", "  the end  ", ""))).isEqualTo("the end");
        assertThat(LastWords.of(List.of())).isEqualTo("it said nothing");
    }
}
