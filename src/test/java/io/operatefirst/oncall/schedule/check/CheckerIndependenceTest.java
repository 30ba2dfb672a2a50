package io.operatefirst.oncall.schedule.check;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.Choice;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Cycle;
import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.Tally;
import io.operatefirst.oncall.schedule.Turns;
import io.operatefirst.oncall.schedule.Window;
import org.junit.jupiter.api.Test;

/**
 * The checker may know the records of a log and nothing that could share the planner's mistakes.
 */
class CheckerIndependenceTest {

  private static final DescribedPredicate<JavaClass> THE_RECORDS_OF_A_LOG =
      belongToAnyOf(
          Handover.class,
          RotationState.class,
          Box.class,
          Cycle.class,
          Duty.class,
          Shift.class,
          Tally.class,
          Turns.class,
          Stint.class,
          Choice.class,
          Choice.Reason.class,
          Choice.PassedOver.class,
          Choice.PassedOver.Away.class,
          Choice.PassedOver.NotRested.class,
          Cover.class,
          Window.class,
          Window.Dates.class,
          Window.Exactly.class);

  @Test
  void theCheckerSharesNothingWithThePlanner() {
    DescribedPredicate<JavaClass> thePlanner =
        resideInAPackage(Planner.class.getPackageName())
            .and(DescribedPredicate.not(THE_RECORDS_OF_A_LOG));

    noClasses()
        .that(resideInAPackage(getClass().getPackageName()))
        .and(DescribedPredicate.not(belongToAnyOf(getClass(), PaperLog.class)))
        .should()
        .dependOnClassesThat(thePlanner)
        .check(new ClassFileImporter().importPackages(getClass().getPackageName()));
  }
}
