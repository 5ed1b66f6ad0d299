package crm.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of a whole service over HTTP, on the running {@link Stack}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CrmTest.Start.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface CrmTest {

    final class Start implements BeforeAllCallback {
        private static boolean introduced;

        @Override
        public void beforeAll(ExtensionContext context) {
            Stack stack = Stack.running();
            if (!introduced) {
                stack.journal().introduceEveryone();
                introduced = true;
            }
        }
    }
}
