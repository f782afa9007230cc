package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertNewsTest {
  private final AlertNews news = new AlertNews();

  @Test
  void thatItOpensIsWorseConcernsTwiceAsManyAndIsOver() {
    assertThat(news.isNews(alert(Status.OPEN, Severity.LOW, 1))).isTrue();
    assertThat(news.isNews(alert(Status.UPDATED, Severity.LOW, 1))).isFalse();
    assertThat(news.isNews(alert(Status.UPDATED, Severity.LOW, 2))).isTrue();
    assertThat(news.isNews(alert(Status.UPDATED, Severity.LOW, 3))).isFalse();
    assertThat(news.isNews(alert(Status.UPDATED, Severity.HIGH, 3))).isTrue();
    assertThat(news.isNews(alert(Status.RESOLVED, Severity.HIGH, 3))).isTrue();
    assertThat(news.isNews(alert(Status.RESOLVED, Severity.HIGH, 3))).as("again").isFalse();
  }

  @Test
  void thatTwiceAsManyMeetItNow() {
    assertThat(news.isNews(alert(Status.OPEN, 500, 6))).isTrue();
    assertThat(news.isNews(alert(Status.UPDATED, 503, 9))).as("a handful").isFalse();
    assertThat(news.isNews(alert(Status.UPDATED, 510, 12))).isTrue();
    assertThat(news.isNews(alert(Status.UPDATED, 520, 20))).isFalse();
    assertThat(news.isNews(alert(Status.UPDATED, 600, 60))).isTrue();
    assertThat(news.isNews(alert(Status.UPDATED, 610, 5))).as("it ebbs").isFalse();
    assertThat(news.isNews(alert(Status.UPDATED, 620, 11))).as("and comes back").isTrue();
  }

  @Test
  void nothingOfOneThatAnotherStandsFor() {
    Alert alert = alert(Status.OPEN, Severity.LOW, 1);
    Alert muted =
        new Alert(
            alert.alertId(),
            alert.status(),
            alert.origin(),
            alert.group(),
            alert.ruleIds(),
            alert.severity(),
            alert.title(),
            null,
            null,
            null,
            null,
            alert.impact(),
            null,
            alert.firstAt(),
            alert.lastAt(),
            "incident",
            0,
            null);
    assertThat(news.isNews(muted)).isFalse();
  }

  private static Alert alert(Status status, Severity severity, long customers) {
    return alert(status, severity, customers, customers);
  }

  private static Alert alert(Status status, long customers, long recent) {
    return alert(status, Severity.LOW, customers, recent);
  }

  private static Alert alert(Status status, Severity severity, long customers, long recent) {
    Impact whom =
        new Impact(customers, customers, List.of(), recent, null, Impact.Trend.STEADY, null, null);
    return Sample.alert(Sample.rageClick(), status, severity, "10:00:00.800", whom);
  }
}
