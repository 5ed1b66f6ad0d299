package crm.leads;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Leads, from the first enquiry until they become a deal or are refused. */
@SpringBootApplication
public class LeadsService {
    public static void main(String[] args) {
        SpringApplication.run(LeadsService.class, args);
    }
}
