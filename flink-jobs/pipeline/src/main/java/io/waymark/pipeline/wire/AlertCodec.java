package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Deviation;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import org.jspecify.annotations.Nullable;

/** Alerts as Avro single-object messages and back. An instance serves one thread. */
public final class AlertCodec {
  private final RecordWriter<io.waymark.avro.Alert> out = new RecordWriter<>(Subject.ALERT);
  private final RecordReader<io.waymark.avro.Alert> in =
      new RecordReader<>(Subject.ALERT.byFingerprint(), Subject.ALERT.current());

  public byte[] encode(Alert alert) {
    Impact whom = alert.impact();
    Deviation deviation = alert.deviation();
    return out.write(
        io.waymark.avro.Alert.newBuilder()
            .setAlertId(alert.alertId())
            .setStatus(Words.of(alert.status()))
            .setGroup(Records.scalars(alert.group()))
            .setRuleIds(alert.ruleIds())
            .setSeverity(Words.of(alert.severity()))
            .setTitle(alert.title())
            .setTouchpoint(alert.touchpoint())
            .setChannel(alert.channel())
            .setTeam(alert.team())
            .setRunbook(alert.runbook())
            .setCount(whom.count())
            .setCustomers(whom.customers())
            .setSamples(whom.samples())
            .setFirstAt(Records.time(alert.firstAt()))
            .setLastAt(Records.time(alert.lastAt()))
            .setOrigin(Words.of(alert.origin()))
            .setRecent(whom.recent())
            .setTrend(whom.trend() == null ? null : Words.of(whom.trend()))
            .setValueAtRisk(whom.valueAtRisk())
            .setCurrency(whom.currency())
            .setMeasure(deviation == null ? null : deviation.measure().id())
            .setReading(deviation == null ? null : deviation.reading())
            .setExpected(expected(alert))
            .setMutedBy(alert.mutedBy())
            .setReopened(alert.reopened())
            .setCause(alert.cause() == null ? null : Words.of(alert.cause()))
            .build());
  }

  private static @Nullable Double expected(Alert alert) {
    Deviation deviation = alert.deviation();
    Long usual = alert.impact().usual();
    if (deviation != null) {
      return deviation.expected();
    }
    return usual == null ? null : Double.valueOf(usual);
  }

  public Alert decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Alert record = in.read(message);
    return new Alert(
        record.getAlertId(),
        Words.parse(Alert.Status.class, "status", record.getStatus()),
        Words.parse(Alert.Origin.class, "origin", record.getOrigin()),
        Records.scalarsOf(record.getGroup()),
        record.getRuleIds(),
        Words.parse(Severity.class, "severity", record.getSeverity()),
        record.getTitle(),
        record.getTouchpoint(),
        record.getChannel(),
        record.getTeam(),
        record.getRunbook(),
        impact(record),
        deviation(record),
        record.getFirstAt().toEpochMilli(),
        record.getLastAt().toEpochMilli(),
        record.getMutedBy(),
        record.getReopened(),
        record.getCause() == null
            ? null
            : Words.parse(Alert.Cause.class, "cause", record.getCause()));
  }

  private static Impact impact(io.waymark.avro.Alert record) throws UndecodableException {
    return new Impact(
        record.getCount(),
        record.getCustomers(),
        record.getSamples(),
        record.getRecent(),
        record.getMeasure() != null || record.getExpected() == null
            ? null
            : Math.round(record.getExpected()),
        record.getTrend() == null
            ? null
            : Words.parse(Impact.Trend.class, "trend", record.getTrend()),
        record.getValueAtRisk(),
        record.getCurrency());
  }

  private static @Nullable Deviation deviation(io.waymark.avro.Alert record)
      throws UndecodableException {
    Double reading = record.getReading();
    Double expected = record.getExpected();
    return record.getMeasure() == null || reading == null || expected == null
        ? null
        : new Deviation(
            Words.parse(Measure.class, "measure", record.getMeasure()), reading, expected);
  }
}
