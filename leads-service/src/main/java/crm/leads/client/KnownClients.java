package crm.leads.client;

import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the directory who has a phone, an e-mail or a name. */
@Component
public class KnownClients {
    private static final int LONGEST = 200;

    private final Remote directory;

    KnownClients(Remotes remotes) {
        this.directory = remotes.asOurselves("directory");
    }

    /** @param kind contact or company */
    public record Client(
            String kind,
            String id,
            @Nullable String responsibleId,
            @Nullable String clientStatus) {
        public boolean isContact() {
            return kind.equals("contact");
        }
    }

    private record Items(List<Client> items) {}

    /**
     * Whoever has this phone or e-mail, or is a company of this name. Asked with the service's own right: what of it a reader may
     * see is decided by who asks.
     *
     * @throws crm.platform.refusal.Refused 503 while the directory is away
     */
    public List<Client> having(@Nullable String phone, @Nullable String email, @Nullable String company) {
        if (isBlank(phone) && isBlank(email) && isBlank(company)) {
            return List.of();
        }
        return directory
                .ask(client -> client.get()
                        .uri(uri -> uri.path("/api/directory/lookup")
                                .queryParamIfPresent("phone", typed(phone).map(text -> "{phone}"))
                                .queryParamIfPresent("email", typed(email).map(text -> "{email}"))
                                .queryParamIfPresent("company", typed(company).map(text -> "{company}"))
                                .build(java.util.Map.of(
                                        "phone", typed(phone).orElse(""),
                                        "email", typed(email).orElse(""),
                                        "company", typed(company).orElse(""))))
                        .retrieve()
                        .body(Items.class))
                .map(Items::items)
                .orElse(List.of());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Optional<String> typed(@Nullable String text) {
        return isBlank(text)
                ? Optional.empty()
                : Optional.of(text.strip()).map(all -> all.length() > LONGEST ? all.substring(0, LONGEST) : all);
    }
}
