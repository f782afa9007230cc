package io.waymark.app.format;

import static io.waymark.pipeline.wire.RejectReason.NO_CUSTOMER;
import static io.waymark.pipeline.wire.RejectReason.NO_ID;
import static io.waymark.pipeline.wire.RejectReason.NO_TIME;
import static io.waymark.pipeline.wire.RejectReason.NO_TYPE;
import static io.waymark.pipeline.wire.RejectReason.TIME_OUT_OF_BOUNDS;
import static io.waymark.pipeline.wire.RejectReason.UNDECODABLE;
import static io.waymark.pipeline.wire.RejectReason.UNKNOWN_SCHEMA;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.format.registry.FakeRegistry;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A source whose records are a sample's sound ones over and over, with broken ones among them.
 *
 * @param sound what each tells is known
 * @param broken each in another way, and each one dead letter
 */
public record Mixed(String name, Sample sample, List<Told> sound, List<Broken> broken) {
  /** A record and how many things it tells. */
  public record Told(SourceRecord record, int things) {}

  /** One source of each format, and of each form that a format may have. */
  public static List<Mixed> all(FakeRegistry registry) throws Exception {
    List<Mixed> all = new ArrayList<>();
    Sample shop = sample("waymark", "real-shop/real-shop.jsonl");
    SourceRecord json = shop.records().get(0);
    all.add(
        of(
            "json",
            shop,
            registry,
            Broken.cut(json),
            Broken.number(json),
            Broken.notUtf8(json, "event_type"),
            Broken.without(json, NO_ID, "event_id"),
            Broken.without(json, NO_TYPE, "event_type"),
            Broken.without(json, NO_CUSTOMER, "customer_id", "anonymous_id"),
            Broken.json(json, NO_TIME, tree -> tree.put("event_time", true)),
            Broken.json(json, TIME_OUT_OF_BOUNDS, tree -> tree.put("event_time", 1)),
            Broken.json(json, UNDECODABLE, tree -> tree.put("attributes", "none"))));
    Sample registered = sample("waymark", "formats/registry/registered.kafka.jsonl");
    SourceRecord message = registered.records().get(0);
    all.add(
        of(
            "registered",
            registered,
            registry,
            Broken.cut(message),
            Broken.first(message, 4),
            Broken.bytes(message, 4, UNKNOWN_SCHEMA, 9),
            Broken.bytes(message, 1, UNDECODABLE, 0xff),
            Broken.bytes(message, 5, UNDECODABLE, 0x01)));
    all.add(avro(registered, registry));
    Sample segment = sample("segment", "segment/analytics-next.jsonl");
    SourceRecord track = segment.records().get(2);
    all.add(
        of(
            "segment",
            segment,
            registry,
            Broken.cut(track),
            Broken.number(track),
            Broken.notUtf8(track, "messageId"),
            Broken.without(track, NO_ID, "messageId"),
            Broken.without(track, NO_TYPE, "event"),
            Broken.without(track, NO_CUSTOMER, "userId", "anonymousId"),
            Broken.json(track, NO_TIME, tree -> tree.put("timestamp", "soon"))));
    Sample snowplow = sample("snowplow", "snowplow/trackers.tsv");
    SourceRecord row = snowplow.records().get(0);
    all.add(
        of(
            "snowplow",
            snowplow,
            registry,
            Broken.cut(row),
            Broken.column(row, 52, "{", UNDECODABLE),
            Broken.notUtf8(row, "web"),
            Broken.column(row, 0, "shop\tone too many", UNDECODABLE),
            Broken.column(row, 6, "", NO_ID),
            Broken.column(row, 124, "yesterday", NO_TIME)));
    Sample export = sample("ga4", "ga4/export.jsonl");
    SourceRecord exported = export.records().get(0);
    all.add(
        of(
            "ga4-export",
            export,
            registry,
            Broken.cut(exported),
            Broken.number(exported),
            Broken.notUtf8(exported, "event_name"),
            Broken.without(exported, UNDECODABLE, "event_name"),
            Broken.without(exported, NO_CUSTOMER, "user_pseudo_id", "user_id"),
            Broken.json(exported, NO_TIME, tree -> tree.put("event_timestamp", "soon"))));
    Sample protocol = sample("ga4", "ga4/client.jsonl");
    SourceRecord payload = protocol.records().get(0);
    all.add(
        of(
            "ga4-protocol",
            protocol,
            registry,
            Broken.cut(payload),
            Broken.notUtf8(payload, "client_id"),
            Broken.json(payload, UNDECODABLE, tree -> tree.put("events", 1)),
            Broken.json(payload, NO_TYPE, tree -> first(tree, "events").remove("name")),
            Broken.without(payload, NO_CUSTOMER, "client_id")));
    Sample structured = sample("cloudevents", "one-customer/surveys.jsonl");
    SourceRecord survey = structured.records().get(0);
    all.add(
        of(
            "cloudevents",
            structured,
            registry,
            Broken.cut(survey),
            Broken.number(survey),
            Broken.notUtf8(survey, "specversion"),
            Broken.json(survey, UNDECODABLE, tree -> tree.put("specversion", "0.3")),
            Broken.without(survey, NO_ID, "id"),
            Broken.without(survey, NO_TYPE, "type"),
            Broken.json(survey, NO_TIME, tree -> tree.put("time", "soon"))));
    Sample binary = sample("cloudevents", "formats/cloudevents/sdk.kafka.jsonl");
    SourceRecord event = binary.records().get(0);
    all.add(
        of(
            "cloudevents-binary",
            binary,
            registry,
            Broken.cut(event),
            Broken.notUtf8(event, "cart_id"),
            Broken.header(event, "ce_specversion", "0.3", UNDECODABLE),
            Broken.header(event, "ce_id", "", NO_ID),
            Broken.header(event, "ce_time", "soon", NO_TIME)));
    Sample connect = sample("amazon-connect", "one-customer/contacts.jsonl");
    SourceRecord contact = connect.records().get(0);
    all.add(
        of(
            "amazon-connect",
            connect,
            registry,
            Broken.cut(contact),
            Broken.number(contact),
            Broken.notUtf8(contact, "detail-type"),
            Broken.without(contact, UNDECODABLE, "detail"),
            Broken.json(contact, NO_ID, tree -> detail(tree).remove("contactId")),
            Broken.json(contact, NO_TYPE, tree -> detail(tree).remove("eventType"))));
    Sample mapped = sample("json:shop.yaml", "formats/json/visit.jsonl");
    SourceRecord visit = mapped.records().get(1);
    all.add(
        of(
            "mapped",
            mapped,
            registry,
            Broken.cut(visit),
            Broken.number(visit),
            Broken.notUtf8(visit, "events"),
            Broken.json(visit, UNDECODABLE, tree -> tree.put("events", 1)),
            Broken.json(visit, NO_ID, tree -> first(tree, "events").remove("id")),
            Broken.json(visit, NO_TYPE, tree -> first(tree, "events").remove("action")),
            Broken.json(visit, NO_TIME, tree -> first(tree, "events").put("at", "noon"))));
    return all;
  }

  /** The same events as single-object messages. */
  private static Mixed avro(Sample registered, FakeRegistry registry) throws Exception {
    List<Told> sound = new ArrayList<>();
    for (SourceRecord record : registered.records()) {
      NotedReadings noted = ReadAtLast.read(registered.open(registry).open(1 << 20), record);
      byte[] value = new InteractionCodec().encode(noted.event());
      sound.add(new Told(live(new SourceRecord(null, value, Map.of(), null), noted), 1));
    }
    SourceRecord message = sound.get(0).record();
    return new Mixed(
        "avro",
        registered,
        sound,
        List.of(
            Broken.cut(message),
            Broken.first(message, 10),
            Broken.bytes(message, 4, UNKNOWN_SCHEMA, 1, 2, 3),
            Broken.bytes(message, 10, UNDECODABLE, 0x01)));
  }

  private static Sample sample(String format, String file) {
    return new Sample(format, Sample.FOLDER.resolve(file));
  }

  private static Mixed of(String name, Sample sample, FakeRegistry registry, Broken... broken)
      throws Exception {
    RecordFormat format = sample.open(registry).open(1 << 20);
    List<Told> sound = new ArrayList<>();
    for (SourceRecord record : sample.records()) {
      NotedReadings noted = ReadAtLast.read(format, record);
      if (noted.refusedBytes().isEmpty()) {
        sound.add(new Told(live(record, noted), noted.lines().size()));
      }
    }
    return new Mixed(name, sample, sound, List.of(broken));
  }

  /** As it was when it was sent the moment that it tells of: an import would take its time. */
  private static SourceRecord live(SourceRecord record, NotedReadings noted) {
    long latest = noted.events().stream().mapToLong(Event::time).max().orElse(Sample.APPENDED);
    return new SourceRecord(record.key(), record.value(), record.headers(), latest);
  }

  private static ObjectNode first(ObjectNode tree, String list) {
    return (ObjectNode) tree.get(list).get(0);
  }

  private static ObjectNode detail(ObjectNode tree) {
    return (ObjectNode) tree.get("detail");
  }
}
