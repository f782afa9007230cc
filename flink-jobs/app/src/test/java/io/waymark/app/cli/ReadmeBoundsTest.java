package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.job.WaymarkOptions;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.rule.Pattern.Count;
import io.waymark.pipeline.journey.JourneySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** The bounds that the README states are those in force. */
final class ReadmeBoundsTest {
  private static final Limits LIMITS = Limits.DEFAULT;

  private final String bounds = section();

  @Test
  void eachNumberIsTheOneInForce() {
    assertThat(most("events of a customer in a minute"))
        .startsWith(number(LIMITS.eventsPerMinute()));
    assertThat(most("instances of a rule,")).isEqualTo(number(LIMITS.instancesPerRule()));
    assertThat(most("instances of all rules,")).isEqualTo(number(LIMITS.instances()));
    assertThat(most("stored journey")).isEqualTo(LIMITS.stateBytes() / 1024 + " KiB");
    assertThat(most("what a `count`")).isEqualTo(number(Count.MOST));
    assertThat(most("waiting events in memory"))
        .isEqualTo((JourneySettings.DEFAULT.bufferBytes() >> 20) + " MiB");
    assertThat(most("journeys in memory"))
        .isEqualTo(
            "1/%d of its slot's heap"
                .formatted(Math.round(1 / JourneySettings.DEFAULT.cacheShare())));
    assertThat(most("customers of a device in %d hours".formatted(within().toHours())))
        .startsWith(number(LIMITS.device().customers()));
    assertThat(most("changes of hands of a device"))
        .startsWith("the last " + number(LIMITS.device().changes()));
    assertThat(most("a journey without"))
        .startsWith(JourneySettings.DEFAULT.timeToLive().toDays() + " days");
    assertThat(most("a record"))
        .startsWith(WaymarkOptions.MAX_RECORD_SIZE.defaultValue().getMebiBytes() + " MiB");
  }

  @Test
  void eachOptionIsOneOfTheJob() {
    assertThat(Pattern.compile("`(waymark\\.[a-z.-]+)`").matcher(bounds).results())
        .extracting(found -> found.group(1))
        .isNotEmpty()
        .isSubsetOf(Job.JOURNEY.options().stream().map(ConfigOption::key).toList());
  }

  private static Duration within() {
    return Duration.ofMillis(LIMITS.device().within());
  }

  private String most(String what) {
    MatchResult row =
        Pattern.compile("^\\| " + Pattern.quote(what) + "[^|]*\\| ([^|]*) \\|", Pattern.MULTILINE)
            .matcher(bounds)
            .results()
            .findFirst()
            .orElseThrow();
    return row.group(1);
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String section() {
    try {
      String readme = Files.readString(Path.of("../../README.md"));
      int from = readme.indexOf("### Bounds");
      return readme.substring(from, readme.indexOf("\nConfiguration for each job", from));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
