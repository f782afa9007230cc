package io.waymark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.cluster.FlinkJob;
import io.waymark.app.format.JsonBodies;
import io.waymark.app.job.Job;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.wire.DecisionCodec;
import io.waymark.pipeline.wire.TriggerCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script of {@code waymark upgrade plan} as a whole, and then its way back, while signals come:
 * what the new release had decided the old one decides again. {@code -Dwaymark.e2e.old-launcher}
 * names the launcher of a release before; without it both are this one under two names.
 */
@Timeout(400)
class UpgradeE2E {
  private static final int SOME = 100;
  private static final String ROLL_BACK = "# 5. Roll back";
  private static final String REMARK = "# ";

  @TempDir Path folder;

  @Test
  void anUpgradeAndTheWayBackLoseNothingAndSendNothingUnderAnotherName() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), SignalLoad.RULES);
    Path decide = Files.createDirectory(folder.resolve("decide"));
    Files.writeString(decide.resolve("contact.yaml"), SignalLoad.POLICY);
    try (TestCluster cluster = TestCluster.start(folder);
        Installation intervention = new Installation(decide, cluster.servers());
        Installation delivery = intervention.in(Files.createDirectory(folder.resolve("deliver")));
        Receiver receiver = Receiver.start(delivery.folder());
        Topic<Decision> decisions =
            new Topic<>(
                intervention, intervention.topics().decisions(), new DecisionCodec()::decode);
        Topic<Trigger> triggers =
            new Topic<>(
                intervention, intervention.topics().triggers(), new TriggerCodec()::decode)) {
      receiver.relent();
      intervention.createTopics();
      intervention.pushRules("--rules", folder.resolve("rules.yaml").toString());
      // What reads of it is upgraded before it.
      cluster.submit(delivery, Job.DELIVERY, 2);
      submitOld(intervention, cluster);
      try (SignalLoad load = SignalLoad.start(intervention)) {
        awaitMore(triggers, load, cluster::output);
        String plan = plan(intervention, cluster);

        String said = bash(plan);
        assertThat(said)
            .contains("savepoint file:", "\"restored\":{", "\"state\":\"RUNNING\"")
            .doesNotContain("no checkpoint");
        String upgraded = named(Job.INTERVENTION, cluster).id();
        awaitMore(triggers, load, cluster::output);

        bash(wayBack(plan, upgraded, savepoint(said)));
        assertThat(named(Job.INTERVENTION, cluster).id()).isNotEqualTo(upgraded);
        awaitMore(triggers, load, cluster::output);
        load.end();

        Set<String> recalls = load.recalls();
        int all = recalls.size() + load.offers().values().stream().mapToInt(i -> i).sum();
        decisions.await(
            "a decision on each of " + all,
            made -> made.stream().map(Decision::signalId).distinct().count() >= all,
            cluster::output);
        awaitCommitted(cluster);
        Map<String, Set<String>> issued = bodies(triggers.toEnd());
        assertThat(recalled(triggers.all())).isEqualTo(recalls);
        assertThat(issued.size())
            .as("triggers that were issued again")
            .isLessThan(triggers.all().size());
        assertThat(issued).allSatisfy((id, bodies) -> assertThat(bodies).hasSize(1));
        assertThat(offered(triggers.all())).isEqualTo(allowed(load.offers()));

        Await.until(
            "all of them at the receiver",
            Duration.ofSeconds(60),
            () -> receiver.received().size() >= issued.size(),
            cluster::output);
        assertThat(receiver.received()).hasSameSizeAs(issued);
        assertThat(receiver.received().values())
            .allMatch(
                bodies ->
                    bodies.stream().map(Receiver::data).map(UpgradeE2E::timeless).distinct().count()
                        == 1);
        Set<String> wanted = new HashSet<>();
        issued.values().forEach(wanted::addAll);
        receiver.bodies().forEach(body -> wanted.remove(timeless(body)));
        assertThat(wanted).as("what the receiver does not have").isEmpty();
      }
    }
  }

  /** By the release before, and with a configuration of that time. */
  private void submitOld(Installation installation, TestCluster cluster) throws IOException {
    Path launcher = Build.oldLauncher(folder.resolve("old"));
    String config = installation.configuredBy(launcher).config(Job.INTERVENTION, 2).toString();
    try (Child submission =
        Child.launcher(
            folder,
            launcher,
            "run",
            Job.INTERVENTION.title(),
            "--config",
            config,
            "--target",
            cluster.web().toString())) {
      assertThat(submission.exitCode()).as(submission.output()).isZero();
    }
  }

  /** The job does its work: some more have been issued. */
  private static void awaitMore(Topic<Trigger> triggers, SignalLoad load, Supplier<String> detail) {
    int before = triggers.toEnd().size();
    triggers.await(
        "more triggers",
        all -> {
          load.check();
          return all.size() > before + SOME;
        },
        detail);
  }

  /** All that was decided by now can be read: it is committed with the next but one at most. */
  private static void awaitCommitted(TestCluster cluster) {
    long last = checkpoint(cluster);
    Await.until(
        "two more checkpoints",
        Duration.ofSeconds(60),
        () -> checkpoint(cluster) >= last + 2,
        cluster::output);
  }

  private static long checkpoint(TestCluster cluster) {
    FlinkJob.Checkpoint last = named(Job.INTERVENTION, cluster).checkpoint();
    return last == null ? 0 : last.number();
  }

  private String plan(Installation installation, TestCluster cluster) {
    try (Child plan =
        Child.waymark(
            folder,
            "upgrade",
            "plan",
            Job.INTERVENTION.title(),
            "--config",
            installation.config(Job.INTERVENTION, 2).toString(),
            "--target",
            cluster.web().toString(),
            "--savepoint-dir",
            folder.resolve("savepoints").toUri().toString())) {
      assertThat(plan.exitCode()).as(plan.output()).isZero();
      return plan.output().substring(plan.output().indexOf("#!"));
    }
  }

  /** What the script has as remarks, for who wants to go back, with what its steps have found. */
  private static String wayBack(String plan, String job, String savepoint) {
    String commands =
        plan.substring(plan.indexOf(ROLL_BACK))
            .lines()
            .filter(
                line -> line.startsWith(REMARK + "curl") || line.startsWith(REMARK + "\"$OLD\""))
            .map(line -> line.substring(REMARK.length()))
            .collect(Collectors.joining("\n"));
    assertThat(commands.lines()).hasSize(2);
    return "set -euo pipefail\njob=%s\nsavepoint=%s\n%s\n".formatted(job, savepoint, commands);
  }

  private static String savepoint(String said) {
    return said.lines()
        .filter(line -> line.startsWith("savepoint "))
        .map(line -> line.substring("savepoint ".length()))
        .findFirst()
        .orElseThrow();
  }

  /** Runs it with both releases where it looks for them, and answers what it says. */
  private String bash(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("upgrade.sh"), script);
    ProcessBuilder bash = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true);
    bash.environment().put("OLD", Build.oldLauncher(folder.resolve("old")).toString());
    bash.environment().put("NEW", Build.launcher(folder.resolve("new")).toString());
    Process process = bash.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static FlinkJob named(Job job, TestCluster cluster) {
    return cluster.jobs().stream()
        .filter(one -> one.name().equals(job.title()))
        .findFirst()
        .orElseThrow();
  }

  /** What was said of each trigger by its id, but for the time of day at which it was decided. */
  private static Map<String, Set<String>> bodies(List<Trigger> issued) {
    JsonBodies json = new JsonBodies();
    Map<String, Set<String>> bodies = new HashMap<>();
    for (Trigger trigger : issued) {
      bodies
          .computeIfAbsent(trigger.triggerId(), any -> new HashSet<>())
          .add(timeless(json.of(trigger)));
    }
    return bodies;
  }

  /** Without the time of day at which it was decided. */
  private static String timeless(String body) {
    return body.replaceFirst("\"decided_at\":\"[^\"]*\"", "");
  }

  private static Set<String> recalled(List<Trigger> issued) {
    return issued.stream()
        .filter(trigger -> trigger.ruleId().equals("recall"))
        .map(Trigger::signalId)
        .collect(Collectors.toSet());
  }

  private static Map<String, Long> offered(List<Trigger> issued) {
    return issued.stream()
        .filter(trigger -> trigger.ruleId().equals("offer"))
        .collect(
            Collectors.groupingBy(
                Trigger::customerId,
                Collectors.mapping(
                    Trigger::triggerId,
                    Collectors.collectingAndThen(Collectors.toSet(), ids -> (long) ids.size()))));
  }

  private static Map<String, Long> allowed(Map<String, Integer> offers) {
    Map<String, Long> allowed = new HashMap<>();
    offers.forEach(
        (customer, many) -> allowed.put(customer, (long) Math.min(SignalLoad.OFFERS, many)));
    return allowed;
  }
}
