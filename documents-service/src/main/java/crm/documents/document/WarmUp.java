package crm.documents.document;

import crm.documents.pdf.Pdf;
import crm.documents.template.Contract;
import crm.documents.template.Template;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The first paper takes seconds, later ones a fraction of one: so the first is a specimen, made once the service is ready. */
@Component
class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final int SPECIMENS = 3;

    private final Pdf pdf;
    private final Executor executor;

    WarmUp(Pdf pdf, Executor executor) {
        this.pdf = pdf;
        this.executor = executor;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            long start = System.nanoTime();
            try (Pdf.Slot slot = pdf.slot()) {
                for (int i = 0; i < SPECIMENS; i++) {
                    slot.pdf(specimen());
                }
                log.info("warmed up in {} ms", (System.nanoTime() - start) / 1_000_000);
            } catch (RuntimeException failed) {
                log.warn("not warmed up, the first document takes longer: {}", failed.toString());
            }
        });
    }

    private byte[] specimen() {
        BigDecimal price = new BigDecimal("40000.00");
        return Template.builtIn(Kind.CONTRACT_SEO.name())
                .fill(new Contract(
                        "0",
                        LocalDate.EPOCH,
                        executor.city(),
                        executor.requisites(),
                        executor.requisites(),
                        List.of(new Contract.Line("Услуга", price, BigDecimal.ONE, BigDecimal.ZERO, price)),
                        price,
                        executor.vat()));
    }
}
