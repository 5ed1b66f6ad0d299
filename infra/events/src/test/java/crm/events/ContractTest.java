package crm.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The contract on Kafka")
class ContractTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<String> names() {
        return EventTypes.all().keySet().stream().sorted();
    }

    @Test
    @DisplayName("every event of the sealed families has a wire name")
    void every_event_has_a_name() {
        Set<String> permitted = new TreeSet<>();
        collect(CrmEvent.class, permitted);
        Set<String> named = new TreeSet<>();
        EventTypes.all().values().forEach(type -> named.add(type.getName()));
        assertThat(named).isEqualTo(permitted);
    }

    private static void collect(Class<?> family, Set<String> into) {
        for (Class<?> type : family.getPermittedSubclasses()) {
            if (type.isInterface()) {
                collect(type, into);
            } else {
                into.add(type.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName(
            "what is written matches the JSON Schema, full and with every optional field empty, and reads back equal")
    void written_matches_schema(String name) throws Exception {
        Class<? extends CrmEvent> type = EventTypes.classOf(name).orElseThrow();
        Schema schema = schema(name);
        for (boolean full : List.of(true, false)) {
            Object event = sample(type, full);
            JsonNode json = EventJson.MAPPER.valueToTree(event);
            assertThat(schema.validate(json)).as(json.toString()).isEmpty();
            assertThat((Object) EventJson.MAPPER.treeToValue(json, type)).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("the schema names exactly the fields of the record")
    void schema_names_the_fields(String name) throws Exception {
        JsonNode schema = EventJson.MAPPER.readTree(schemaText(name));
        List<String> fields = Arrays.stream(
                        EventTypes.classOf(name).orElseThrow().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertThat(schema.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(fields);
        assertThat(schema.get("$id").asString()).isEqualTo(EventTypes.schemaOf(name));
    }

    @Test
    @DisplayName("a field added later is skipped by today's reader")
    void unknown_fields_are_skipped() {
        CommentAdded read = EventJson.MAPPER.readValue("""
                {"card": "lead/1", "length": 3, "mentions": [], "files": 0, "mood": "good"}""", CommentAdded.class);
        assertThat(read).isEqualTo(new CommentAdded(CardRef.lead("1"), 3, List.of(), 0));
    }

    private static Schema schema(String name) throws Exception {
        return SCHEMAS.getSchema(schemaText(name));
    }

    private static String schemaText(String name) throws Exception {
        try (var in = ContractTest.class.getResourceAsStream("/schemas/" + name + "/1.json")) {
            assertThat(in).as("schema of " + name).isNotNull();
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static <T> T sample(Class<T> type, boolean full) throws ReflectiveOperationException {
        RecordComponent[] parts = type.getRecordComponents();
        Object[] values = new Object[parts.length];
        Class<?>[] types = new Class<?>[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            boolean optional = parts[i].getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
            values[i] = optional && !full ? null : value(parts[i], full);
        }
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(RecordComponent part, boolean full) throws ReflectiveOperationException {
        Class<?> type = part.getType();
        if (type == List.class) {
            Class<?> of = (Class<?>) ((ParameterizedType) part.getGenericType()).getActualTypeArguments()[0];
            return full ? List.of(of == String.class ? "x" : sample(of, true)) : List.of();
        }
        if (type == Map.class) {
            return full ? Map.of("lead", 3L) : Map.of();
        }
        Map<Class<?>, Object> samples = Map.of(
                String.class,
                "x",
                Object.class,
                "x",
                int.class,
                3,
                Integer.class,
                3,
                Long.class,
                3L,
                boolean.class,
                true,
                Instant.class,
                Instant.parse("2026-11-23T11:30:00Z"),
                LocalDate.class,
                LocalDate.of(2026, 11, 23),
                CardKind.class,
                CardKind.LEAD);
        if (type == CardRef.class) {
            return CardRef.deal("42");
        }
        if (type == Money.class) {
            return Money.roubles(new BigDecimal("125430.5"));
        }
        return samples.containsKey(type) ? samples.get(type) : sample(type, full);
    }
}
