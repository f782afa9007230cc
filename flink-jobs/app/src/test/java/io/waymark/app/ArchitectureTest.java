package io.waymark.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/** What imports alone cannot say about the structure. */
@AnalyzeClasses(
    packages = "io.waymark",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {

  /** Test classes of other modules come as jars when all is built at once. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /**
   * Also by a method reference; of the clocks of java.time only those that are handed in remain.
   */
  private static final DescribedPredicate<JavaAccess<?>> READS_A_WALL_CLOCK =
      DescribedPredicate.describe(
          "it reads a wall clock",
          access -> {
            String name = access.getTarget().getName();
            JavaClass owner = access.getTargetOwner();
            if (owner.isEquivalentTo(System.class)) {
              return name.equals("currentTimeMillis") || name.equals("nanoTime");
            }
            if (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class)) {
              return name.startsWith("system") || name.startsWith("tick");
            }
            boolean now = owner.getPackageName().equals("java.time") && name.equals("now");
            return now || access.getTarget().getFullName().equals("java.util.Date.<init>()");
          });

  @ArchTest
  static final ArchRule logicKnowsNoWallClock =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.waymark.domain..", "io.waymark.catalogue..", "io.waymark.pipeline..")
          .should()
          .accessTargetWhere(READS_A_WALL_CLOCK)
          .because("the same events have to give the same signals on any run");

  @ArchTest
  static final ArchRule logicIsNotRandom =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.waymark.domain..", "io.waymark.catalogue..", "io.waymark.pipeline..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, UUID.class)
          .because("ids are deterministic, so that a repetition is recognised");

  @ArchTest
  static final ArchRule theDomainStandsAlone =
      classes()
          .that()
          .resideInAPackage("io.waymark.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.waymark.domain..",
              "java..",
              "org.jspecify..",
              "org.apache.commons.statistics.distribution..",
              "org.apache.datasketches.hll..")
          .because("it can be read, tested and reused without a stream processor");

  @ArchTest
  static final ArchRule domainPackagesFormNoCycle =
      slices().matching("io.waymark.domain.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule pipelinePackagesFormNoCycle =
      slices().matching("io.waymark.pipeline.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCommandLineIsOnTop =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.waymark.app.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.waymark.app.cli..");

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Base")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .because("such a name tells nothing about the reason to exist");
}
