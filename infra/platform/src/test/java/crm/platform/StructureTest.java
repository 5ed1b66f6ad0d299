package crm.platform;

import crm.testing.Structure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The platform")
class StructureTest {
    @Test
    @DisplayName("keeps the structure of all modules")
    void structure() {
        Structure.holdsIn("crm.platform");
    }
}
