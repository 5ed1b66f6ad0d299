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
    private static final int ATTEMPTS = 3;

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
            // no connection, no answer in time, or an answer that broke off in the middle
            throw new Refused(new Refusals.ServiceAway(name));
        }
    }

    /**
     * The same for a change that may be asked for twice: no answer in time leaves open whether it was made, so it is asked
     * for again before anybody is told that it was not.
     */
    public <T> Optional<T> insist(Function<RestClient, T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(call);
            } catch (Refused refused) {
                if (attempt == ATTEMPTS || !(refused.refusal() instanceof Refusals.ServiceAway)) {
                    throw refused;
                }
            }
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
