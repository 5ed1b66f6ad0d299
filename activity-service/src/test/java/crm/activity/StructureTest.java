package crm.activity;

import crm.testing.Structure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The activity service")
class StructureTest {
    @Test
    @DisplayName("keeps the structure of all services")
    void structure() {
        Structure.holdsIn("crm.activity");
    }
}
