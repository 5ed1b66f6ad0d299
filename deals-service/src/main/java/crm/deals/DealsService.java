package crm.deals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Deals, from the request for an offer to the payment. */
@SpringBootApplication
public class DealsService {
    public static void main(String[] args) {
        SpringApplication.run(DealsService.class, args);
    }
}
