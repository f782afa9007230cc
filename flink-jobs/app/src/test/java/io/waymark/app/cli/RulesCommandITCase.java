package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class RulesCommandITCase {
  private static final String PURCHASE =
      """
      rules:
        - id: bought
          title: Bought something
          when: { event: purchase }
      """;
  private static final String SEARCH =
      """
        - id: searched
          title: Searched for something
          mode: shadow
          when: { event: search }
      """;

  private static final String NAMED =
      """
        - id: named
          title: Said who they are
          when: { event: identify }
      """;

  private final String prefix = UUID.randomUUID() + ".";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void aCatalogueIsPublishedListedChangedAndWithdrawn() throws IOException {
    assertThat(push(PURCHASE)).isZero();
    assertThat(out.toString()).contains("revision 1: 1 new, 0 changed, 0 withdrawn, 0 unchanged");

    assertThat(push(PURCHASE + SEARCH)).isZero();
    assertThat(out.toString()).contains("revision 2: 1 new, 0 changed, 0 withdrawn, 1 unchanged");

    assertThat(rules("list")).isZero();
    assertThat(out.toString())
        .containsPattern("bought +1 +live +always +Bought something")
        .containsPattern("searched +1 +shadow +20\\d\\d-\\S+Z +Searched for something");
    assertThat(err.toString()).contains("2 rules, revision 2");

    assertThat(push(PURCHASE.replace("Bought some", "Paid for some"))).isZero();
    assertThat(out.toString())
        .contains("revision 3: 0 new, 1 changed, 1 withdrawn, 0 unchanged")
        .containsPattern("withdrawn.* searched");
  }

  @Test
  void aHigherVersionTakesOverByEventTimeAndAnyOtherChangeOnArrival() throws IOException {
    assertThat(push(PURCHASE)).isZero();

    assertThat(push(PURCHASE.replace("Bought some", "Paid for some"))).isZero();
    assertThat(out.toString())
        .containsPattern("changed.* bought \\(on arrival: its version is not higher\\)\\R");
    assertThat(push(PURCHASE.replace("title:", "version: 2\n    title:"))).isZero();
    assertThat(out.toString()).containsPattern("changed.* bought\\R");
    assertThat(rules("list")).isZero();
    assertThat(out.toString()).containsPattern("bought +2 +live +20\\d\\d-\\S+Z +Bought something");
  }

  @Test
  void aDiffSaysWhatAPushWouldChangeAndPublishesNothing() throws IOException {
    assertThat(push(PURCHASE + SEARCH)).isZero();
    assertThat(diff(PURCHASE + SEARCH)).isZero();
    assertThat(err.toString()).contains("0 new, 0 changed, 0 withdrawn, 2 unchanged");

    String more = PURCHASE.replace("Bought some", "Paid for some") + NAMED;
    assertThat(diff(more)).isEqualTo(1);

    assertThat(out.toString())
        .contains(
            "--- published/bought\n+++ pushed/bought\n",
            "-    title: Bought something\n+    title: Paid for something\n",
            "--- /dev/null\n+++ pushed/named\n",
            "--- published/searched\n+++ /dev/null\n");
    assertThat(err.toString()).contains("1 new, 1 changed, 1 withdrawn, 0 unchanged");
    assertThat(rules("list")).isZero();
    assertThat(err.toString()).contains("2 rules, revision 1");
  }

  @Test
  void aPushThatChangesNothingIsNoRevision() throws IOException {
    assertThat(push("rules:\n" + SEARCH)).isZero();
    assertThat(push(PURCHASE)).isZero();
    assertThat(push(PURCHASE)).isZero();
    assertThat(out.toString()).contains("revision 2: 0 new, 0 changed, 0 withdrawn, 1 unchanged");

    assertThat(rules("rollback")).isZero();
    assertThat(diff("rules:\n" + SEARCH)).isZero();
  }

  @Test
  void whereRulesArePublishedAScriptCanLeaveThem() throws IOException {
    Path others = Files.writeString(folder.resolve("others.yaml"), "rules:\n" + SEARCH);
    assertThat(rules("push", "--if-none", "--rules", others.toString())).isZero();
    assertThat(diff("rules:\n" + SEARCH)).isZero();

    assertThat(push(PURCHASE)).isZero();
    assertThat(rules("push", "--if-none", "--rules", others.toString())).isZero();
    assertThat(err.toString()).contains("revision 2 is published: nothing is done");
    assertThat(diff(PURCHASE)).isZero();
  }

  @Test
  void aRollbackBringsBackAFormerRevisionAndCanBeRolledBack() throws IOException {
    assertThat(push(PURCHASE + SEARCH)).isZero();
    assertThat(push(PURCHASE.replace("Bought some", "Paid for some"))).isZero();

    assertThat(rules("diff", "--revision", "1")).isEqualTo(1);
    assertThat(err.toString()).contains("1 new, 1 changed, 0 withdrawn, 0 unchanged");
    assertThat(rules("rollback")).isZero();

    assertThat(out.toString()).contains("revision 3: 1 new, 1 changed, 0 withdrawn, 0 unchanged");
    assertThat(rules("diff", "--revision", "1")).isZero();
    assertThat(rules("rollback", "--revision", "2")).isZero();
    assertThat(out.toString()).contains("revision 4: 0 new, 1 changed, 1 withdrawn, 0 unchanged");
    assertThat(diff(PURCHASE.replace("Bought some", "Paid for some"))).isZero();
  }

  @Test
  void aRevisionThatIsNotKeptIsSaidWithThoseThatAre() throws IOException {
    assertThat(push(PURCHASE)).isZero();

    assertThat(rules("rollback", "--revision", "7")).isEqualTo(3);
    assertThat(err.toString()).contains("revision 7 is not kept; kept are: 1.");
    assertThat(rules("rollback")).isEqualTo(3);
    assertThat(err.toString()).contains("there is no revision before the one in force");
  }

  @Test
  void aCatalogueWithAMistakeIsNotPublishedAtAll() throws IOException {
    assertThat(push(PURCHASE)).isZero();

    assertThat(push(PURCHASE + SEARCH.replace("mode: shadow", "mode: sometimes"))).isEqualTo(1);

    assertThat(err.toString()).contains("rules.yaml:7:").contains("nothing was published");
    assertThat(rules("list")).isZero();
    assertThat(out.toString()).contains("bought").doesNotContain("searched");
  }

  @Test
  void theConfigurationOfAJobSaysWhereTheTopicIs() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            execution.checkpointing.dir: file:///checkpoints
            execution.checkpointing.interval: 10s
            """
                .formatted(TestBroker.shared().bootstrapServers(), prefix));
    assertThat(push(PURCHASE)).isZero();

    assertThat(execute("rules", "list", "--config", config.toString())).isZero();

    assertThat(out.toString()).contains("bought");
  }

  @Test
  void aTopicThatIsMissingAndABrokerThatIsDownAreSaid() {
    assertThat(rules("list")).isEqualTo(3);
    assertThat(err.toString()).contains("There is no topic " + prefix + "rules");

    assertThat(execute("rules", "list", "--bootstrap-servers", "127.0.0.1:1")).isEqualTo(3);
    assertThat(err.toString())
        .contains("waymark rules list: No Kafka broker answers at 127.0.0.1:1");
    assertThat(execute("rules")).isEqualTo(2);
  }

  @Test
  void whatKafkaRefusesIsSaidWithoutAStackTrace() throws IOException {
    assertThat(push(PURCHASE)).isZero();
    Path config =
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 10s
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    prefix.replace('.', '_'),
                    folder.toUri()));
    Stream.of(List.of("rules", "push"), List.of("run", "journey"))
        .forEach(
            command -> {
              err.getBuffer().setLength(0);
              assertThat(execute(command.get(0), command.get(1), "--config", config.toString()))
                  .as("%s", command)
                  .isEqualTo(3);
              assertThat(err.toString())
                  .contains("Kafka refuses: ", "collides with")
                  .doesNotContain("\tat ", "this is a bug");
            });
  }

  @Test
  void aRuleThatIsTooLargeForKafkaIsSaidWithoutAStackTrace() throws IOException {
    String large = PURCHASE.replace("Bought something", "x".repeat(1_200_000));
    assertThat(push(large)).isEqualTo(3);
    assertThat(err.toString())
        .contains("Kafka refuses: can't write to " + prefix + "rules: ")
        .doesNotContain("\tat ", "this is a bug");
  }

  private int diff(String catalogue) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), catalogue);
    return rules("diff", "--rules", rules.toString());
  }

  private int push(String catalogue) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), catalogue);
    return rules("push", "--rules", rules.toString());
  }

  private int rules(String... arguments) {
    return execute(
        Stream.of(
                Stream.of("rules"),
                Stream.of(arguments),
                Stream.of(
                    "--bootstrap-servers",
                    TestBroker.shared().bootstrapServers(),
                    "--topic-prefix",
                    prefix))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
