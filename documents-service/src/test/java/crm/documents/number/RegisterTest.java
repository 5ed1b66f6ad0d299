package crm.documents.number;

import static org.assertj.core.api.Assertions.assertThat;

import crm.documents.number.Register.Entry;
import crm.documents.number.Register.State;
import crm.testing.CrmTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("G-1 numbers")
class RegisterTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @Autowired
    private MongoTemplate mongo;

    private Register at(String instant) {
        return new Register(mongo, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), MOSCOW);
    }

    private static String aKind() {
        return "KIND-" + UUID.randomUUID();
    }

    private static Entry take(Register register, String kind) {
        return register.reserve(kind, "X", UUID.randomUUID().toString(), "deal/1", "anna");
    }

    @Test
    @DisplayName("grow from 1 per kind and year, and the year is Moscow's")
    void per_kind_and_year() {
        String kind = aKind();
        assertThat(take(at("2026-12-31T20:59:59Z"), kind).number()).isEqualTo("X-2026-0001");
        assertThat(take(at("2026-12-31T20:59:59Z"), kind).number()).isEqualTo("X-2026-0002");
        assertThat(take(at("2026-12-31T21:00:00Z"), kind).number()).isEqualTo("X-2027-0001");
        assertThat(take(at("2026-12-31T20:59:59Z"), aKind()).serial()).isEqualTo(1);
    }

    @Test
    @DisplayName("of two instances at once never the same, and none is left out")
    void two_instances() throws Exception {
        String kind = aKind();
        List<Register> instances = List.of(at("2026-11-23T10:00:00Z"), at("2026-11-23T10:00:00Z"));
        List<Callable<Long>> jobs = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            Register instance = instances.get(i % 2);
            jobs.add(() -> take(instance, kind).serial());
        }
        List<Long> taken = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (Future<Long> job : workers.invokeAll(jobs)) {
                taken.add(job.get());
            }
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 80).boxed().toList());
    }

    @Test
    @DisplayName("who asks again for the same document gets the same number, unless it has become void")
    void again() {
        String kind = aKind();
        String document = UUID.randomUUID().toString();
        Register register = at("2026-11-23T10:00:00Z");
        Entry first = register.reserve(kind, "X", document, "deal/1", "anna");
        assertThat(register.reserve(kind, "X", document, "deal/1", "anna")).isEqualTo(first);
        register.annul(document);
        Entry second = register.reserve(kind, "X", document, "deal/1", "anna");
        assertThat(second.serial()).isEqualTo(first.serial() + 1);
        assertThat(register.list(State.VOID, null, 200).items())
                .filteredOn(entry -> entry.kind().equals(kind))
                .extracting(Entry::number)
                .containsExactly(first.number());
        register.use(document);
        register.annul(document);
        assertThat(register.of(document)).get().extracting(Entry::state).isEqualTo(State.USED);
    }

    @Test
    @DisplayName("only what has been reserved for long is waiting")
    void waiting() {
        String kind = aKind();
        String document = UUID.randomUUID().toString();
        at("2026-11-23T10:00:00Z").reserve(kind, "X", document, "deal/1", "anna");
        assertThat(at("2026-11-23T10:09:00Z").waiting(Duration.ofMinutes(10), 1000))
                .doesNotContain(document);
        assertThat(at("2026-11-23T10:11:00Z").waiting(Duration.ofMinutes(10), 1000))
                .contains(document);
    }
}
