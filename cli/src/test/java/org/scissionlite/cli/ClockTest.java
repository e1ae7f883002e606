package org.scissionlite.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who asks what time it is. The clock of the system jumps; deadlines, pauses and times that things
 * take are measured with the monotonic one. A clock that jumps can then do no harm but there.
 */
class ClockTest {
  /**
   * They write a time down for people or for other machines, compare files by their times, or look
   * whether a certificate is valid today.
   */
  private static final Set<String> MAY_ASK =
      Set.of(
          "org.scissionlite.offload.stream.Ticket",
          "org.scissionlite.offload.security.AuthorityTrust",
          "org.scissionlite.offload.security.Identity",
          "org.scissionlite.cli.offload.WatchOptions",
          "org.scissionlite.cli.offload.DeviceWatchOptions",
          "org.scissionlite.cli.watch.TopCommand",
          "org.scissionlite.cli.report.ReportCommand",
          "org.scissionlite.bundle.BundleWriter",
          "org.scissionlite.profile.measure.Benchmark",
          "org.scissionlite.file.Remains",
          "org.scissionlite.file.Replacement");

  private static final Set<String> QUESTIONS = Set.of("now", "currentTimeMillis");
  private static final Set<String> CLOCKS = Set.of("systemUTC", "systemDefaultZone", "system");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.scissionlite");

  private static boolean asks(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    boolean tells =
        owner.getPackageName().equals("java.time") || owner.isEquivalentTo(System.class);
    return (tells && QUESTIONS.contains(access.getName()))
        || (owner.isEquivalentTo(java.time.Clock.class) && CLOCKS.contains(access.getName()))
        || (owner.isEquivalentTo(java.util.Date.class) && access.getName().equals("<init>"));
  }

  @Test
  void timesAreMeasuredWithTheMonotonicClock() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "may not know what time it is", each -> !MAY_ASK.contains(each.getName())))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("the clock of the system is asked", ClockTest::asks))
        .check(CLASSES);
  }
}
