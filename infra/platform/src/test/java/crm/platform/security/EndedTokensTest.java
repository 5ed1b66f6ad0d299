package crm.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import crm.platform.security.EndedTokens.Ended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D-6 Tokens of a dismissed employee")
class EndedTokensTest {
    private static final Instant THEN = Instant.parse("2026-11-23T09:00:00.500Z");
    private final EndedTokens ended = new EndedTokens();

    @Test
    @DisplayName("none counts while he is dismissed; hired again those from before do not")
    void covers() {
        assertThat(ended.covers("pyotr", THEN)).isFalse();
        ended.know(Map.of("pyotr", new Ended(THEN, false)));
        assertThat(ended.covers("pyotr", THEN.minusSeconds(60))).isTrue();
        assertThat(ended.covers("pyotr", THEN.plusSeconds(60))).isTrue();
        assertThat(ended.covers("anna", THEN)).isFalse();
        ended.know(Map.of("pyotr", new Ended(THEN, true)));
        assertThat(ended.covers("pyotr", THEN.minusMillis(500))).isTrue();
        assertThat(ended.covers("pyotr", THEN.plusMillis(500))).isFalse();
        assertThat(ended.covers("pyotr", null)).isTrue();
    }

    @Test
    @DisplayName("who holds something open for him is told once for each dismissal")
    void told() {
        List<String> told = new ArrayList<>();
        ended.whenDismissed(told::add);
        ended.know(Map.of("pyotr", new Ended(THEN, false)));
        ended.know(Map.of("pyotr", new Ended(THEN, false)));
        ended.know(Map.of("pyotr", new Ended(THEN, true)));
        ended.know(Map.of("pyotr", new Ended(THEN.plusSeconds(60), false)));
        assertThat(told).containsExactly("pyotr", "pyotr");
    }
}
