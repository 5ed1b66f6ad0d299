package crm.documents.document;

import crm.documents.template.Party;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Our own side of every document: {@code crm.executor.*}, all of it required.
 *
 * @param city where documents are signed
 * @param vat what is said of VAT after a sum, a sentence without its full stop
 */
@ConfigurationProperties("crm.executor")
record Executor(Party requisites, String city, String vat) {
    Executor {
        List<String> missing = requisites.missing();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("crm.executor.requisites lacks " + missing);
        }
    }
}
