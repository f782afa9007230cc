package io.waymark.app.cli;

import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicScan;
import io.waymark.catalogue.RuleDocument;
import io.waymark.domain.comparison.Fires;
import io.waymark.domain.comparison.Fires.Fire;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.wire.SignalCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark rules compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says for whom two rules that run side by side have fired, and for whom only one of them: a"
          + " live rule, say, and the one that shall replace it, under an id of its own and in"
          + " mode: shadow. Fires that were retracted are left out.",
      "Two fires of one customer go together if they are no further apart than --apart."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:both have fired for the same customers",
      "1:they have not",
      "2:wrong usage, no such rule, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses, or there is no such topic"
    })
final class RulesCompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "RULE", description = "The id of one, the live one.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "OTHER", description = "That of the other, in shadow.")
  private String other = "";

  @Option(
      names = "--since",
      paramLabel = "T",
      description =
          "Fires of then and later: a time, or how long ago, as 2h (default: since both are"
              + " effective).")
  private @Nullable String since;

  @Option(
      names = "--apart",
      paramLabel = "D",
      description = "Between two fires that go together, at most (default: 1h).")
  private String apart = "1h";

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "So many of those that are one rule's alone are listed (default: 10).")
  private int samples = 10;

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    if (samples < 0) {
      throw new ParameterException(spec.commandLine(), "--samples can't be negative");
    }
    long most = Durations.parse(spec.commandLine(), "--apart", apart).toMillis();
    TopicsPlace.Place topics = place.resolve(false, difference -> {});
    RulesTopic.Catalogue published = topics.open().list();
    long both = Math.max(effectiveFrom(published, one), effectiveFrom(published, other));
    long from = Since.parse(spec.commandLine(), since).orElse(both);
    Map<String, Map<String, Fire>> fires = read(topics, from);
    return print(Fires.compare(fires(fires, one), fires(fires, other), most), from);
  }

  private long effectiveFrom(RulesTopic.Catalogue published, String id) {
    RulesTopic.Published rule = published.rules().get(id);
    if (rule == null) {
      throw new ParameterException(spec.commandLine(), "there is no rule " + id);
    }
    try {
      return RuleDocument.parse(id, rule.text()).rule().effectiveFrom();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "the rule " + id + " is not understood by this release", e);
    }
  }

  /** By rule and id. A fire that is sent again is the same one. */
  private Map<String, Map<String, Fire>> read(TopicsPlace.Place topics, long from) {
    SignalCodec codec = new SignalCodec();
    Map<String, Map<String, Fire>> byRule = new HashMap<>();
    byRule.put(one, new HashMap<>());
    byRule.put(other, new HashMap<>());
    new TopicScan(topics.client(), topics.topics().signals())
        .read(
            null,
            record -> {
              Signal signal = signal(codec, record.value());
              Map<String, Fire> fires = signal == null ? null : byRule.get(signal.ruleId());
              if (signal == null || fires == null) {
                return;
              }
              String id = signal.signalId();
              if (signal.status() == Signal.Status.RETRACTED) {
                fires.remove(id);
              } else if (signal.status() == Signal.Status.FIRED && signal.occurredAt() >= from) {
                fires.put(id, new Fire(id, signal.customerId(), signal.occurredAt()));
              }
            });
    return byRule;
  }

  private static List<Fire> fires(Map<String, Map<String, Fire>> byRule, String rule) {
    return List.copyOf(byRule.getOrDefault(rule, Map.of()).values());
  }

  /** Null if this release can't read it. */
  private static @Nullable Signal signal(SignalCodec codec, byte @Nullable [] value) {
    try {
      return value == null ? null : codec.decode(value);
    } catch (UndecodableException e) {
      return null;
    }
  }

  private int print(Fires found, long from) {
    PrintWriter out = spec.commandLine().getOut();
    long atOnce = found.both().stream().filter(Fires.Pair::isAtOnce).count();
    out.printf(
        Locale.ROOT, "%,8d fires of both, %,d of them at once%n", found.both().size(), atOnce);
    only(out, one, found.onlyOne());
    only(out, other, found.onlyOther());
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        from == Long.MIN_VALUE ? "since the beginning" : "since " + Instant.ofEpochMilli(from));
    err.flush();
    return found.onlyOne().isEmpty() && found.onlyOther().isEmpty()
        ? ExitCode.OK
        : ExitCode.FINDINGS;
  }

  private void only(PrintWriter out, String rule, List<Fire> fires) {
    long customers = fires.stream().map(Fire::customerId).distinct().count();
    out.printf(Locale.ROOT, "%,8d only of %s, %,d customers%n", fires.size(), rule, customers);
    fires.stream()
        .limit(samples)
        .forEach(
            fire ->
                out.printf(
                    "           %s  %s  %s%n",
                    Instant.ofEpochMilli(fire.occurredAt()), fire.customerId(), fire.signalId()));
  }
}
