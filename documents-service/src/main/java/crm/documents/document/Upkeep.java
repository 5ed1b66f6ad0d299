package crm.documents.document;

import crm.documents.file.Files;
import crm.documents.number.Register;
import crm.platform.lease.Leases;
import crm.platform.store.AggregateStore;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Settles what a crash left: numbers without a document become void, files that no document names go. Both wait far longer
 * than a document takes, so that nobody who is still at work is hindered.
 */
@Component
class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final int A_ROUND = 200;

    private final AggregateStore<Paper> store;
    private final Register register;
    private final Files files;
    private final Leases leases;
    private final Duration voidAfter;
    private final Duration looseFor;

    Upkeep(
            AggregateStore<Paper> store,
            Register register,
            Files files,
            Leases leases,
            @Value("${crm.documents.void-after}") Duration voidAfter,
            @Value("${crm.documents.loose-for}") Duration looseFor) {
        this.store = store;
        this.register = register;
        this.files = files;
        this.leases = leases;
        this.voidAfter = voidAfter;
        this.looseFor = looseFor;
    }

    @Scheduled(fixedDelayString = "${crm.documents.upkeep-every}")
    void round() {
        if (leases.hold("upkeep")) {
            settleNumbers(voidAfter);
            settleFiles(looseFor);
        }
    }

    void settleNumbers(Duration reservedFor) {
        for (String document : register.waiting(reservedFor, A_ROUND)) {
            if (store.find(document).isPresent()) {
                register.use(document);
            } else {
                register.annul(document);
                log.info("the number of {} is void: no document was made", document);
            }
        }
    }

    void settleFiles(Duration looseFor) {
        for (Files.Loose file : files.loose(looseFor, A_ROUND)) {
            Optional<Paper> owner = store.find(file.documentId());
            if (owner.isPresent() && owner.get().has(file.id())) {
                files.keep(file.id());
            } else {
                files.remove(file.id());
                log.info("removed a file that no document names: {}", file.id());
            }
        }
    }
}
