package crm.documents.document;

import static org.assertj.core.api.Assertions.assertThat;

import crm.documents.pdf.PdfRefusal;
import crm.testing.Words;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Refusals of documents")
class RefusalWordsTest {

    @Test
    @DisplayName("each has its words")
    void words() throws Exception {
        assertThat(Words.missingFor(DocumentRefusal.class)).isEmpty();
        assertThat(Words.missingFor(PdfRefusal.class)).isEmpty();
    }
}
