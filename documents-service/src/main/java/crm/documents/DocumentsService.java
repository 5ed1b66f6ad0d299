package crm.documents;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Documents from templates: contracts, offers, invoices. */
@SpringBootApplication
public class DocumentsService {
    public static void main(String[] args) {
        SpringApplication.run(DocumentsService.class, args);
    }
}
