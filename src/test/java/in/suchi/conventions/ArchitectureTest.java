package in.suchi.conventions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The laws of src/docs/architecture.md that the compiler cannot hold. */
@AnalyzeClasses(packages = "in.suchi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("in.suchi.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule personDependsOnNothingOfOurs = onlyKnow(
                    "the values of a person", "in.suchi.person..", "in.suchi.person..")
            .because("everybody uses them");

    @ArchTest
    static final ArchRule timeKnowsOnlyWhatKeepsTheClock = onlyKnow("time", "in.suchi.time..", "in.suchi.time..");

    @ArchTest
    static final ArchRule csvAndConfigAreTools = noClasses()
            .that()
            .resideInAnyPackage("in.suchi.csv..", "in.suchi.config..")
            .should()
            .dependOnClassesThat(ours("in.suchi.csv..", "in.suchi.config.."));

    @ArchTest
    static final ArchRule peerIsATool = onlyKnow("peer", "in.suchi.peer..", "in.suchi.peer..");

    @ArchTest
    static final ArchRule theLedgerReadsTablesNotOtherPackages =
            onlyKnow("the ledger", "in.suchi.ledger..", "in.suchi.ledger..", "in.suchi.time..");

    @ArchTest
    static final ArchRule deadLettersAskTheirOwnersByInterface = onlyKnow(
            "dead letters", "in.suchi.deadletter..", "in.suchi.deadletter..", "in.suchi.ledger..", "in.suchi.time..");

    @ArchTest
    static final ArchRule nothingRealKnowsTheSandbox = noClasses()
            .that(resideOutsideOfPackages("in.suchi.sandbox..", "in.suchi"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("in.suchi.sandbox..");

    @ArchTest
    static final ArchRule nothingWaitsBySleeping = noClasses()
            .that()
            .resideOutsideOfPackage("in.suchi.sandbox..") // its peers are slow on purpose
            .should()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule onlyCommandsWriteToTheConsole = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Command")
            .and()
            .doNotHaveSimpleName("FirstPassword")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule timesAreThoseOfJavaTime =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Date.class);

    @ArchTest
    static final ArchRule domainTimeComesFromAClock = noClasses()
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now");

    @ArchTest
    static final ArchRule collaboratorsComeByConstructor = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule onlyOneLoggingApi = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule settingsAreRecordsThatRefuseUnknownKeys = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beRecords()
            .andShould(have(DescribedPredicate.describe(
                    "ignoreUnknownFields = false", type -> !type.getAnnotationOfType(ConfigurationProperties.class)
                            .ignoreUnknownFields())));

    private static ArchRule onlyKnow(String who, String theirs, String... known) {
        return noClasses()
                .that()
                .resideInAPackage(theirs)
                .should()
                .dependOnClassesThat(ours(known))
                .as(who + " know no other package of ours");
    }

    private static DescribedPredicate<JavaClass> ours(String... except) {
        return resideInAnyPackage("in.suchi..").and(resideOutsideOfPackages(except));
    }
}
