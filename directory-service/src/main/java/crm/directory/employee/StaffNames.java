package crm.directory.employee;

import crm.directory.reference.DirectoryPage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the pages of contacts and companies the names of their responsible employees. */
@Configuration(proxyBeanMethods = false)
class StaffNames {
    @Bean
    DirectoryPage directoryPage(Staff staff) {
        return new DirectoryPage(staff::nameOf);
    }
}
