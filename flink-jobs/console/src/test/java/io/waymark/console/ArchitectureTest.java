package io.waymark.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What stands on what: the store at the bottom, then feed and access, the web, and the console. */
@AnalyzeClasses(
    packages = "io.waymark.console",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.waymark.console.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingKnowsTheConsoleAsAWhole =
      noClasses()
          .that()
          .resideInAPackage("io.waymark.console.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.waymark.console");

  @ArchTest
  static final ArchRule theStoreKnowsNeitherWhereThingsComeFromNorWhoLooks =
      noClasses()
          .that()
          .resideInAPackage("io.waymark.console.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.waymark.console.feed..",
              "io.waymark.console.access..",
              "io.waymark.console.web..",
              "io.javalin..",
              "org.apache.kafka..",
              "org.apache.avro..");

  @ArchTest
  static final ArchRule theFeedKnowsNobodyWhoLooks =
      noClasses()
          .that()
          .resideInAPackage("io.waymark.console.feed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.waymark.console.access..", "io.waymark.console.web..", "io.javalin..");

  @ArchTest
  static final ArchRule aPageNeedsNoStreamProcessor =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");
}
