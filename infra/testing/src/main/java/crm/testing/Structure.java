package crm.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The structure all modules keep; a module's test calls {@link #holdsIn}. */
public final class Structure {
    private Structure() {}

    /** @param root the module's package, such as {@code crm.leads} */
    public static void holdsIn(String root) {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a change stays in one package")
                .allowEmptyShould(true)
                .check(code);
        classes()
                .should()
                .haveNameNotMatching(".*\\.(Abstract[A-Z]\\w*|\\w+(Impl|Util|Utils|Helper|Manager))")
                .because("such names say nothing")
                .check(code);
        for (String service : new String[] {"leads", "deals", "directory", "activity", "documents", "reporting"}) {
            if (!root.equals("crm." + service)) {
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("crm." + service + "..")
                        .because("services speak by events and HTTP only")
                        .check(code);
            }
        }
        noClasses()
                .that()
                .implement("crm.platform.store.Aggregate")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.bson..", "com.mongodb..", "jakarta.servlet..")
                .because("rules know no framework")
                .allowEmptyShould(true)
                .check(code);
    }
}
