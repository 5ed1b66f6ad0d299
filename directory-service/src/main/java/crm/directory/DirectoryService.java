package crm.directory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Contacts, companies, employees. */
@SpringBootApplication
public class DirectoryService {
    public static void main(String[] args) {
        SpringApplication.run(DirectoryService.class, args);
    }
}
