package crm.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The report as the API gives it, in the form of {@link PlainCount}. */
public final class Asked {
    private Asked() {}

    public static List<String> lines(Caller caller, String parameters) {
        Caller.Answer answer = caller.get("/api/reports/funnel?" + parameters);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return lines(answer.json().path("totals").path("stages"));
    }

    public static List<String> lines(JsonNode stages) {
        return Stream.iterate(0, i -> i + 1)
                .limit(stages.size())
                .map(stages::get)
                .map(stage -> "%s %s %d %s %s %d %s"
                        .formatted(
                                stage.path("kind").asString(),
                                stage.path("stage").asString(),
                                stage.path("entered").asInt(),
                                number(stage.path("wentOn"), 0),
                                number(stage.path("conversion"), 4),
                                stage.path("finished").asInt(),
                                number(stage.path("medianSeconds"), 4)))
                .toList();
    }

    private static String number(JsonNode value, int decimals) {
        return value.isNull()
                ? "null"
                : new BigDecimal(value.asString()).setScale(decimals).toPlainString();
    }
}
