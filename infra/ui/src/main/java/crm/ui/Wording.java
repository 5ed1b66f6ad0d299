package crm.ui;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Words the administrator put in the place of those the program was built with. */
public interface Wording {

    /**
     * @param built the words the program was built with for a key; the key itself where there are none
     * @return null if the words of this key were not changed
     */
    @Nullable
    String of(String key, UnaryOperator<String> built);
}
