package io.waymark.avro.contract;

import io.waymark.avro.Alert;
import io.waymark.avro.DeadLetter;
import io.waymark.avro.Decision;
import io.waymark.avro.Delivery;
import io.waymark.avro.Erasure;
import io.waymark.avro.Experiment;
import io.waymark.avro.Fact;
import io.waymark.avro.Interaction;
import io.waymark.avro.Journey;
import io.waymark.avro.Kpi;
import io.waymark.avro.Outcome;
import io.waymark.avro.Pause;
import io.waymark.avro.RuleUsage;
import io.waymark.avro.Signal;
import io.waymark.avro.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * What travels on the wire. Each subject has a current schema, which everything is written with,
 * and its released versions, any of which may be met on reading.
 */
public enum Subject {
  INTERACTION("interaction", Interaction.getClassSchema()),
  SIGNAL("signal", Signal.getClassSchema()),
  FACT("fact", Fact.getClassSchema()),
  ALERT("alert", Alert.getClassSchema()),
  KPI("kpi", Kpi.getClassSchema()),
  TRIGGER("trigger", Trigger.getClassSchema()),
  DECISION("decision", Decision.getClassSchema()),
  JOURNEY("journey", Journey.getClassSchema()),
  ERASURE("erasure", Erasure.getClassSchema()),
  OUTCOME("outcome", Outcome.getClassSchema()),
  EXPERIMENT("experiment", Experiment.getClassSchema()),
  PAUSE("pause", Pause.getClassSchema()),
  RULE_USAGE("rule-usage", RuleUsage.getClassSchema()),
  DELIVERY("delivery", Delivery.getClassSchema()),
  DEAD_LETTER("dead-letter", DeadLetter.getClassSchema());

  private final String id;
  private final Schema current;
  private final long fingerprint;
  private final List<Schema> released;
  private final Map<Long, Schema> byFingerprint;

  Subject(String id, Schema current) {
    this.id = id;
    this.current = current;
    this.fingerprint = fingerprint(current);
    this.released = List.copyOf(load(id));
    this.byFingerprint = new HashMap<>();
    for (Schema schema : released) {
      byFingerprint.put(fingerprint(schema), schema);
    }
    byFingerprint.put(fingerprint, current);
  }

  /** Its name in resources and messages. */
  public String id() {
    return id;
  }

  /** The schema that is written. */
  public Schema current() {
    return current;
  }

  /** CRC-64-AVRO of the parsing canonical form of {@link #current}. */
  public long fingerprint() {
    return fingerprint;
  }

  /** All released versions, from 1 on; the last one equals {@link #current}. */
  public List<Schema> released() {
    return released;
  }

  /** Every schema that bytes may be written with, by fingerprint: the released and the current. */
  public Map<Long, Schema> byFingerprint() {
    return Map.copyOf(byFingerprint);
  }

  /** CRC-64-AVRO of a schema's parsing canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** The resource that holds a released version. */
  static String resource(String id, int version) {
    return "/released/" + id + "/" + version + ".avsc";
  }

  private static List<Schema> load(String id) {
    List<Schema> schemas = new ArrayList<>();
    for (String text = read(id, 1); text != null; text = read(id, schemas.size() + 1)) {
      schemas.add(new Schema.Parser().parse(text));
    }
    return schemas;
  }

  private static @Nullable String read(String id, int version) {
    try (InputStream in = Subject.class.getResourceAsStream(resource(id, version))) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource(id, version), e);
    }
  }
}
