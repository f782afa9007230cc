package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.rule.OnChange;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.wire.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class JourneyMetricsTest {
  private static final Pattern METRIC = Pattern.compile("`([a-z_]+|(?:topic|rule)[A-Za-z._]+)`");

  /** What each row of the table under "Bounds" has in its last column. */
  @Test
  void theMetricsThatTheReadmeNamesArePublished() throws IOException {
    Set<String> published = new TreeSet<>();
    MetricGroup group = new Named("", published);
    JourneyMetrics metrics = new JourneyMetrics(group);
    metrics.watch(new ReorderBuffer(new InMemoryBufferStore(), 0));
    metrics.count("ID", Occurrence.CAPPED);
    Ledger ledger = new Ledger(EventLog.SOURCES, partition -> {});
    JourneyMetrics.publish(ledger, "T", Origin.of("T", 7), group);
    new IdentityMetrics(group).count(IdentityMetrics.Kind.MERGED);
    hold("ID", new RuleQuarantine(group));

    String readme = Files.readString(Path.of("../../README.md"));
    List<String> named =
        readme
            .substring(readme.indexOf("### Bounds"))
            .lines()
            .takeWhile(line -> !line.startsWith("- "))
            .filter(line -> line.startsWith("| "))
            .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
            .flatMap(cell -> METRIC.matcher(cell).results().map(found -> found.group(1)))
            .map(name -> "waymark." + name.replace("partition.N", "partition.7"))
            .distinct()
            .toList();
    assertThat(named).hasSizeGreaterThan(5);
    assertThat(published).containsAll(named);
    assertThat(readme).contains("`waymark.canary_events`");
    assertThat(published).contains("waymark.canary_events");
  }

  @Test
  void whatIsKeptOutIsCountedByItsReason() {
    Set<String> published = new TreeSet<>();
    JourneyMetrics metrics = new JourneyMetrics(new Named("", published));
    metrics.keepOut(Screening.Reason.BOT);
    metrics.keepOut(Screening.Reason.BOT);
    metrics.keepOut(Screening.Reason.TEST);

    assertThat(published)
        .contains(
            "waymark.reason.crawler.kept_out",
            "waymark.reason.bot.kept_out",
            "waymark.reason.test.kept_out");
    assertThat(metrics.keptOut(Screening.Reason.CRAWLER)).isZero();
    assertThat(metrics.keptOut(Screening.Reason.BOT)).isEqualTo(2);
    assertThat(metrics.keptOut(Screening.Reason.TEST)).isEqualTo(1);
  }

  private static void hold(String ruleId, RuleQuarantine quarantine) {
    String text = Rules.text("clicks", 1, OnChange.FINISH, 0);
    quarantine.without(List.of(Rules.rule(new RuleDocument(ruleId, text))));
    quarantine.failed(ruleId, 1, new ArithmeticException());
  }

  /** Remembers what is registered under which name. */
  private static final class Named extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Set<String> names;

    Named(String prefix, Set<String> names) {
      this.prefix = prefix;
      this.names = names;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Named(prefix + name + ".", names);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return addGroup(key).addGroup(value);
    }

    @Override
    public Counter counter(String name) {
      names.add(prefix + name);
      return new SimpleCounter();
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      names.add(prefix + name);
      return gauge;
    }
  }
}
