package crm.documents;

import crm.testing.Structure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documents service")
class StructureTest {

    @Test
    @DisplayName("keeps the structure of all services")
    void structure() {
        Structure.holdsIn("crm.documents");
    }
}
