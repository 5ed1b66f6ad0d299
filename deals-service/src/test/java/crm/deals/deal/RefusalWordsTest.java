package crm.deals.deal;

import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Words;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Refusals")
class RefusalWordsTest {
    @Test
    @DisplayName("each has words that help")
    void words() throws Exception {
        assertThat(Words.missingFor(DealRefusal.class)).isEmpty();
    }
}
