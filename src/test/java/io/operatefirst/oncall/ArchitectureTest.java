package io.operatefirst.oncall;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/**
 * Keeps the walls of the house: a rule of the schedule can be changed without meeting Kubernetes.
 */
@AnalyzeClasses(
    packages = "io.operatefirst.oncall",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String HOUSE = "io.operatefirst.oncall";

  @ArchTest
  static final ArchRule scheduleIsPure =
      classes()
          .that()
          .resideInAPackage(HOUSE + ".schedule..")
          .and()
          .doNotHaveSimpleName("JollydayHolidays")
          .and(not(nestedIn("JollydayHolidays")))
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", HOUSE + ".schedule.."));

  @ArchTest
  static final ArchRule theRulesOfTheLogArePure =
      classes()
          .that()
          .resideInAPackage(HOUSE + ".log..")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", HOUSE + ".log.."));

  @ArchTest
  static final ArchRule theHandoverNoteIsPure =
      classes()
          .that()
          .resideInAPackage(HOUSE + ".handover..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", HOUSE + ".handover..", HOUSE + ".text.."));

  @ArchTest
  static final ArchRule textIsCutWithoutKnowingWhatItIs =
      classes()
          .that()
          .resideInAPackage(HOUSE + ".text..")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", HOUSE + ".text.."));

  @ArchTest
  static final ArchRule theCalendarIsPure =
      classes()
          .that()
          .resideInAPackage(HOUSE + ".calendar..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "net.fortuna.ical4j..",
                  HOUSE + ".calendar..",
                  HOUSE + ".schedule..",
                  HOUSE + ".api.."));

  @ArchTest
  static final ArchRule thePageAsksNobodyAndDecidesNothing =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + ".page..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(HOUSE + "..")
                  .and(
                      not(
                          resideInAnyPackage(
                              HOUSE + ".page..",
                              HOUSE + ".feed..",
                              HOUSE + ".calendar..",
                              HOUSE + ".logentry..",
                              HOUSE + ".api..",
                              HOUSE + ".status..",
                              HOUSE + ".text..")))
                  // What is in a calendar.
                  .and(not(nameMatching(".*\\.schedule\\.(Stint|Shift)"))))
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("KubernetesClient");

  @ArchTest
  static final ArchRule theExportKnowsOnlyWhatALogEntryIs =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + ".export..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(HOUSE + "..")
                  .and(
                      not(
                          resideInAnyPackage(
                              HOUSE + ".export..", HOUSE + ".api..", HOUSE + ".status.."))));

  @ArchTest
  static final ArchRule theCalendarLibraryStandsBehindOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage(HOUSE + ".calendar..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.fortuna..");

  @ArchTest
  static final ArchRule theHolidayLibraryStandsBehindOneClass =
      noClasses()
          .that()
          .doNotHaveSimpleName("JollydayHolidays")
          .and(not(nestedIn("JollydayHolidays")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("de.focus_shift..");

  @ArchTest
  static final ArchRule apiIsTypesOnly =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + ".api..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(HOUSE + "..").and(not(resideInAPackage(HOUSE + ".api.."))));

  @ArchTest
  static final ArchRule nothingImportsTheWiring =
      noClasses()
          .that()
          .resideOutsideOfPackage(HOUSE + ".app..")
          .and()
          .resideOutsideOfPackage(HOUSE + ".demo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HOUSE + ".app..");

  @ArchTest
  static final ArchRule notifiersDoNotKnowTheControllers =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + ".notify..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              HOUSE + ".rotation..",
              HOUSE + ".logentry..",
              HOUSE + ".preview..",
              HOUSE + ".spec..");

  @ArchTest
  static final ArchRule intakesKnowTheLogOnly =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + ".intake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              HOUSE + ".rotation..",
              HOUSE + ".schedule..",
              HOUSE + ".override..",
              HOUSE + ".notify..",
              HOUSE + ".preview..");

  @ArchTest
  static final ArchRule intakesDoNotKnowEachOther =
      slices()
          .matching(HOUSE + ".intake.(*)..")
          .namingSlices("intake $1")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule theControllersDoNotKnowWhereWorkComesFrom =
      noClasses()
          .that()
          .resideInAnyPackage(
              HOUSE + ".rotation..",
              HOUSE + ".logentry..",
              HOUSE + ".override..",
              HOUSE + ".notify..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HOUSE + ".intake..");

  @ArchTest
  static final ArchRule thePreviewMeetsNoCluster =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + ".preview..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("KubernetesClient");

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule timeEntersAsAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theClockIsMadeInTheWiring =
      noClasses()
          .that()
          .resideOutsideOfPackage(HOUSE + ".app..")
          .should()
          .callMethod(Clock.class, "systemUTC");

  private static com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaClass>
      nestedIn(String name) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "nested in " + name, type -> type.getName().contains("." + name + "$"));
  }
}
