package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.intervention.Alert;
import io.waymark.domain.rule.Severity;

/** Alerts as Avro single-object messages and back. An instance serves one thread. */
public final class AlertCodec {
  private final RecordWriter<io.waymark.avro.Alert> out = new RecordWriter<>(Subject.ALERT);
  private final RecordReader<io.waymark.avro.Alert> in =
      new RecordReader<>(Subject.ALERT.byFingerprint(), Subject.ALERT.current());

  public byte[] encode(Alert alert) {
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
            .setCount(alert.count())
            .setCustomers(alert.customers())
            .setSamples(alert.samples())
            .setFirstAt(Records.time(alert.firstAt()))
            .setLastAt(Records.time(alert.lastAt()))
            .build());
  }

  public Alert decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Alert record = in.read(message);
    return new Alert(
        record.getAlertId(),
        Words.parse(Alert.Status.class, "status", record.getStatus()),
        Records.scalarsOf(record.getGroup()),
        record.getRuleIds(),
        Words.parse(Severity.class, "severity", record.getSeverity()),
        record.getTitle(),
        record.getTouchpoint(),
        record.getChannel(),
        record.getTeam(),
        record.getRunbook(),
        (int) Math.min(Integer.MAX_VALUE, record.getCount()),
        (int) Math.min(Integer.MAX_VALUE, record.getCustomers()),
        record.getSamples(),
        record.getFirstAt().toEpochMilli(),
        record.getLastAt().toEpochMilli());
  }
}
