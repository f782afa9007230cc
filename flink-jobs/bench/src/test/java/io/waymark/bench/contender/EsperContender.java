package io.waymark.bench.contender;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import io.waymark.bench.log.Patterns;
import io.waymark.bench.log.Patterns.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Esper with the first patterns: in memory, one thread, events decoded before, no Kafka and no
 * checkpoint. What is lost with the process is no use to us; it shows what bare matching costs.
 */
final class EsperContender {
  private EsperContender() {}

  /** Feeds it the clicks in the order of time. */
  static Measurement run(String name, int patterns, List<Click> clicks) throws Exception {
    Configuration configuration = new Configuration();
    configuration.getCommon().addEventType("Click", Click.Bean.class);
    configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
    Map<String, Long> found = new TreeMap<>();
    long[] digest = new long[1];
    EPRuntime runtime = EPRuntimeProvider.getRuntime(name, configuration);
    long start = clicks.get(0).time();
    runtime.getEventService().clockExternal();
    runtime.getEventService().advanceTime(start - 1);
    for (Pattern pattern : Patterns.BASE.subList(0, patterns)) {
      EPCompiled compiled =
          EPCompilerProvider.getCompiler()
              .compile(epl(pattern), new CompilerArguments(configuration));
      EPStatement statement = runtime.getDeploymentService().deploy(compiled).getStatements()[0];
      long after = pattern.kind() == Patterns.Kind.ABSENCE ? pattern.seconds() * 1_000L : 0;
      statement.addListener(
          (matches, old, ofStatement, ofRuntime) -> {
            for (var match : matches) {
              Finding finding =
                  Finding.of(pattern, (String) match.get("k"), (Long) match.get("t") + after);
              found.merge(pattern.id(), 1L, Long::sum);
              digest[0] += finding.digest();
            }
          });
    }
    List<Click.Bean> beans =
        clicks.stream().map(Click.Bean::new).collect(Collectors.toCollection(ArrayList::new));
    Moment from = Moment.now(0);
    Moment steady = from;
    long handed = 0;
    long now = start - 1;
    for (Click.Bean bean : beans) {
      if (handed == beans.size() / 2) {
        steady = Moment.now(handed);
      }
      handed++;
      // What happens at a deadline's time comes before the deadline.
      if (bean.getTime() - 1 > now) {
        now = bean.getTime() - 1;
        runtime.getEventService().advanceTime(now);
      }
      runtime.getEventService().sendEventBean(bean, "Click");
    }
    Moment to = Moment.now(handed);
    return new Measurement(
        name,
        beans.size(),
        true,
        from.until(to),
        steady.until(to),
        found,
        digest[0],
        Map.of(),
        ContenderMain.peakMemory());
  }

  private static String epl(Pattern pattern) {
    return switch (pattern.kind()) {
      case EVENT -> "select session as k, time as t from " + filter(pattern, 0);
      case ABSENCE ->
          "select a.%2$s as k, a.time as t from pattern [every a=%1$s -> (timer:interval(%3$d sec) and not %4$s)]"
              .formatted(
                  filter(pattern, 0),
                  key(pattern),
                  pattern.seconds(),
                  "Click(type='%s' and %s=a.%s)"
                      .formatted(pattern.steps().get(1), key(pattern), key(pattern)));
      case COUNT ->
          recognized(
              pattern,
              filter(pattern, 0),
              IntStream.range(0, pattern.times()).mapToObj(i -> "S" + i).toList(),
              "");
      case SEQUENCE -> sequence(pattern);
    };
  }

  /** Other events of the session may stand between the steps, of whatever type. */
  private static String sequence(Pattern pattern) {
    int steps = pattern.steps().size();
    String types =
        pattern.steps().stream()
            .distinct()
            .map(t -> "type='" + t + "'")
            .collect(Collectors.joining(" or "));
    List<String> variables = new ArrayList<>();
    List<String> defined = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      if (i > 0) {
        variables.add("X" + i + "*?");
      }
      variables.add("S" + i);
      defined.add("S%d as S%d.type='%s'".formatted(i, i, pattern.steps().get(i)));
    }
    return recognized(
        pattern,
        "Click(" + types + ")",
        variables,
        String.join(", ", defined.subList(0, steps - 1)));
  }

  private static String recognized(
      Pattern pattern, String of, List<String> variables, String defined) {
    String last = variables.get(variables.size() - 1);
    String within = "%s.time - S0.time <= %d".formatted(last, pattern.seconds() * 1_000);
    String lastDefined =
        pattern.kind() == Patterns.Kind.SEQUENCE
            ? "%s as %s.type='%s' and %s"
                .formatted(last, last, pattern.steps().get(pattern.steps().size() - 1), within)
            : "%s as %s".formatted(last, within);
    return """
        select * from %s match_recognize (
          partition by session
          measures %s.session as k, %s.time as t
          pattern (%s)
          define %s%s)"""
        .formatted(
            of,
            last,
            last,
            String.join(" ", variables),
            defined.isEmpty() ? "" : defined + ", ",
            lastDefined);
  }

  private static String key(Pattern pattern) {
    return switch (pattern.key()) {
      case "session_id" -> "session";
      case "cart_id" -> "cart";
      case "form_id" -> "form";
      default -> "conversation";
    };
  }

  private static String filter(Pattern pattern, int step) {
    String where =
        pattern.where() == null
            ? ""
            : " and %s %s %d"
                .formatted(
                    pattern.where().attribute().equals("value") ? "value" : "number",
                    pattern.where().comparison().replace("==", "="),
                    pattern.where().number());
    return "Click(type='%s'%s)".formatted(pattern.steps().get(step), where);
  }
}
