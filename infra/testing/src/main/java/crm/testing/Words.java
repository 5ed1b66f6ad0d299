package crm.testing;

import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Every refusal has its line in the service's message bundle. */
public final class Words {
    private Words() {}

    /**
     * The codes without words.
     *
     * @param family a sealed interface of records that have a {@code code()}
     */
    public static List<String> missingFor(Class<?> family) throws ReflectiveOperationException, IOException {
        Properties messages = new Properties();
        try (var in = family.getResourceAsStream("/messages.properties")) {
            messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        List<String> silent = new ArrayList<>();
        for (Class<?> refusal : family.getPermittedSubclasses()) {
            Method code = refusal.getDeclaredMethod("code");
            code.setAccessible(true);
            String key = (String) code.invoke(sample(refusal));
            if (!messages.containsKey(key)) {
                silent.add(key);
            }
        }
        return silent;
    }

    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            values[i] = value(types[i]);
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static @Nullable Object value(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == boolean.class) {
            return true;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : type == String.class ? "x" : null;
    }
}
