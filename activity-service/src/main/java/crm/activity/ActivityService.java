package crm.activity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The timeline of every card, and what its people do on it. */
@SpringBootApplication
public class ActivityService {
    public static void main(String[] args) {
        SpringApplication.run(ActivityService.class, args);
    }
}
