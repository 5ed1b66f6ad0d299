package crm.platform.remote;

import crm.platform.refusal.Problem;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.databind.json.JsonMapper;

/** One of our other services over HTTP. A timeout, a refused connection or a 5xx is {@link Refusals.ServiceAway}. */
public final class Remote {
    private final String name;
    private final RestClient client;
    private final JsonMapper json;

    Remote(String name, RestClient client, JsonMapper json) {
        this.name = name;
        this.client = client;
        this.json = json;
    }

    /** Empty on 404. */
    public <T> Optional<T> ask(Function<RestClient, T> call) {
        try {
            return Optional.ofNullable(call.apply(client));
        } catch (RestClientResponseException answer) {
            if (answer.getStatusCode().value() == 404) {
                return Optional.empty();
            }
            throw refusal(answer);
        } catch (RestClientException away) {
            // not reached, or cut off in the middle of its answer
            throw new Refused(new Refusals.ServiceAway(name));
        }
    }

    private Refused refusal(RestClientResponseException answer) {
        HttpStatusCode status = answer.getStatusCode();
        if (status.is5xxServerError()) {
            return new Refused(new Refusals.ServiceAway(name));
        }
        try {
            return new Refused(
                    new Refusals.PassedOn(json.readValue(answer.getResponseBodyAsByteArray(), Problem.class)));
        } catch (RuntimeException notAProblem) {
            return new Refused(new Refusals.ServiceAway(name));
        }
    }
}
