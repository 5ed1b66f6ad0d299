package crm.reporting;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Figures out of the events of all services. */
@SpringBootApplication
public class ReportingService {
    public static void main(String[] args) {
        SpringApplication.run(ReportingService.class, args);
    }
}
