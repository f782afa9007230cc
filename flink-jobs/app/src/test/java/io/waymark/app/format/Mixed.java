package io.waymark.app.format;

import static io.waymark.app.format.Broken.Kind.HUGE_NUMBER;
import static io.waymark.app.format.Broken.Kind.MISSING_FIELD;
import static io.waymark.app.format.Broken.Kind.NOT_UTF8;
import static io.waymark.app.format.Broken.Kind.WRONG_SCHEMA;
import static io.waymark.app.format.Broken.Kind.WRONG_TYPE;
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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A source whose records are a sample's sound ones over and over, with broken ones among them.
 *
 * @param sound what each tells is known
 * @param broken each in another way, and each one dead letter
 */
public record Mixed(String name, Sample sample, List<Told> sound, List<Broken> broken) {
  private static final BigInteger NINES = new BigInteger("9".repeat(40));

  /** More than a double can be. */
  private static final BigDecimal HUGE = new BigDecimal("1e999");

  /** A number of Avro that goes on and on. */
  private static final int[] ENDLESS = IntStream.generate(() -> 0xff).limit(12).toArray();

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
            Broken.flipped(json, 0),
            Broken.number(json),
            Broken.notUtf8(json, "event_type"),
            Broken.without(json, NO_ID, "event_id"),
            Broken.without(json, NO_TYPE, "event_type"),
            Broken.without(json, NO_CUSTOMER, "customer_id", "anonymous_id"),
            Broken.wrong(json, NO_TIME, tree -> tree.put("event_time", true)),
            Broken.wrong(json, TIME_OUT_OF_BOUNDS, tree -> tree.put("event_time", 1)),
            Broken.wrong(json, UNDECODABLE, tree -> tree.put("attributes", "none")),
            Broken.huge(json, TIME_OUT_OF_BOUNDS, tree -> tree.put("event_time", NINES)),
            Broken.huge(json, UNDECODABLE, tree -> tree.putObject("attributes").put("v", HUGE))));
    Sample registered = sample("waymark", "formats/registry/registered.kafka.jsonl");
    SourceRecord message = registered.records().get(0);
    all.add(
        of(
            "registered",
            registered,
            registry,
            Broken.cut(message),
            Broken.first(message, 4),
            Broken.flipped(message, 0),
            Broken.bytes(WRONG_SCHEMA, message, 4, UNKNOWN_SCHEMA, 9),
            Broken.bytes(WRONG_SCHEMA, message, 1, UNDECODABLE, 0xff),
            Broken.bytes(WRONG_TYPE, message, 5, UNDECODABLE, 0x01),
            Broken.bytes(NOT_UTF8, message, 6, UNDECODABLE, 0xff),
            Broken.bytes(HUGE_NUMBER, message, 5, UNDECODABLE, ENDLESS),
            Broken.value(
                MISSING_FIELD,
                message,
                FakeRegistry.message(1, nameless(registered, registry)),
                NO_ID)));
    all.add(avro(registered, registry));
    Sample segment = sample("segment", "segment/analytics-next.jsonl");
    SourceRecord track = segment.records().get(2);
    all.add(
        of(
            "segment",
            segment,
            registry,
            Broken.cut(track),
            Broken.flipped(track, 0),
            Broken.number(track),
            Broken.notUtf8(track, "messageId"),
            Broken.without(track, NO_ID, "messageId"),
            Broken.without(track, NO_TYPE, "event"),
            Broken.without(track, NO_CUSTOMER, "userId", "anonymousId"),
            Broken.wrong(track, NO_TIME, tree -> tree.put("timestamp", "soon")),
            Broken.huge(track, NO_TIME, tree -> tree.put("timestamp", NINES))));
    Sample snowplow = sample("snowplow", "snowplow/trackers.tsv");
    SourceRecord row = snowplow.records().get(0);
    all.add(
        of(
            "snowplow",
            snowplow,
            registry,
            Broken.cut(row),
            Broken.flipped(row, '\t'),
            Broken.column(WRONG_TYPE, row, 52, "{", UNDECODABLE),
            Broken.notUtf8(row, "web"),
            Broken.column(WRONG_SCHEMA, row, 0, "shop\tone too many", UNDECODABLE),
            Broken.column(MISSING_FIELD, row, 6, "", NO_ID),
            Broken.column(WRONG_TYPE, row, 124, "yesterday", NO_TIME),
            Broken.column(HUGE_NUMBER, row, 124, NINES + "-01-01 00:00:00.000", NO_TIME)));
    Sample export = sample("ga4", "ga4/export.jsonl");
    SourceRecord exported = export.records().get(0);
    all.add(
        of(
            "ga4-export",
            export,
            registry,
            Broken.cut(exported),
            Broken.flipped(exported, 0),
            Broken.number(exported),
            Broken.notUtf8(exported, "event_name"),
            Broken.without(exported, UNDECODABLE, "event_name"),
            Broken.without(exported, NO_CUSTOMER, "user_pseudo_id", "user_id"),
            Broken.wrong(exported, NO_TIME, tree -> tree.put("event_timestamp", "soon")),
            Broken.huge(exported, NO_TIME, tree -> tree.put("event_timestamp", NINES))));
    Sample protocol = sample("ga4", "ga4/client.jsonl");
    SourceRecord payload = protocol.records().get(0);
    all.add(
        of(
            "ga4-protocol",
            protocol,
            registry,
            Broken.cut(payload),
            Broken.flipped(payload, 0),
            Broken.notUtf8(payload, "client_id"),
            Broken.wrong(payload, UNDECODABLE, tree -> tree.put("events", 1)),
            Broken.huge(payload, NO_TIME, tree -> tree.put("timestamp_micros", NINES)),
            Broken.lacks(payload, NO_TYPE, tree -> first(tree, "events").remove("name")),
            Broken.without(payload, NO_CUSTOMER, "client_id")));
    Sample structured = sample("cloudevents", "one-customer/surveys.jsonl");
    SourceRecord survey = structured.records().get(0);
    all.add(
        of(
            "cloudevents",
            structured,
            registry,
            Broken.cut(survey),
            Broken.flipped(survey, 0),
            Broken.number(survey),
            Broken.notUtf8(survey, "specversion"),
            Broken.wrong(survey, UNDECODABLE, tree -> tree.put("specversion", "0.3")),
            Broken.huge(survey, NO_TIME, tree -> tree.put("time", NINES)),
            Broken.without(survey, NO_ID, "id"),
            Broken.without(survey, NO_TYPE, "type"),
            Broken.wrong(survey, NO_TIME, tree -> tree.put("time", "soon"))));
    Sample binary = sample("cloudevents", "formats/cloudevents/sdk.kafka.jsonl");
    SourceRecord event = binary.records().get(0);
    all.add(
        of(
            "cloudevents-binary",
            binary,
            registry,
            Broken.cut(event),
            Broken.flipped(event, 0),
            Broken.notUtf8(event, "cart_id"),
            Broken.header(WRONG_SCHEMA, event, "ce_specversion", "0.3", UNDECODABLE),
            Broken.header(MISSING_FIELD, event, "ce_id", "", NO_ID),
            Broken.header(WRONG_TYPE, event, "ce_time", "soon", NO_TIME),
            Broken.header(HUGE_NUMBER, event, "ce_time", NINES.toString(), NO_TIME)));
    Sample connect = sample("amazon-connect", "one-customer/contacts.jsonl");
    SourceRecord contact = connect.records().get(0);
    all.add(
        of(
            "amazon-connect",
            connect,
            registry,
            Broken.cut(contact),
            Broken.flipped(contact, 0),
            Broken.number(contact),
            Broken.notUtf8(contact, "detail-type"),
            Broken.without(contact, UNDECODABLE, "detail"),
            Broken.lacks(contact, NO_ID, tree -> detail(tree).remove("contactId")),
            Broken.lacks(contact, NO_TYPE, tree -> detail(tree).remove("eventType")),
            Broken.wrong(contact, UNDECODABLE, tree -> tree.put("detail", "none")),
            Broken.huge(contact, NO_TIME, Mixed::neverInitiated)));
    Sample mapped = sample("json:shop.yaml", "formats/json/visit.jsonl");
    SourceRecord visit = mapped.records().get(1);
    all.add(
        of(
            "mapped",
            mapped,
            registry,
            Broken.cut(visit),
            Broken.flipped(visit, 0),
            Broken.number(visit),
            Broken.notUtf8(visit, "events"),
            Broken.wrong(visit, UNDECODABLE, tree -> tree.put("events", 1)),
            Broken.lacks(visit, NO_ID, tree -> first(tree, "events").remove("id")),
            Broken.lacks(visit, NO_TYPE, tree -> first(tree, "events").remove("action")),
            Broken.wrong(visit, NO_TIME, tree -> first(tree, "events").put("at", "noon")),
            Broken.huge(visit, NO_TIME, tree -> first(tree, "events").put("at", NINES))));
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
            Broken.empty(message),
            Broken.noValue(message),
            Broken.cut(message),
            Broken.first(message, 10),
            Broken.flipped(message, 0),
            Broken.bytes(WRONG_SCHEMA, message, 4, UNKNOWN_SCHEMA, 1, 2, 3),
            Broken.bytes(WRONG_TYPE, message, 10, UNDECODABLE, 0x01),
            Broken.bytes(NOT_UTF8, message, 11, UNDECODABLE, 0xff),
            Broken.bytes(HUGE_NUMBER, message, 10, UNDECODABLE, ENDLESS),
            Broken.value(
                MISSING_FIELD,
                message,
                new InteractionCodec().encode(nameless(registered, registry)),
                NO_ID)));
  }

  /** What the first record tells, with an id that is empty. */
  private static Event nameless(Sample of, FakeRegistry registry) throws Exception {
    RecordFormat format = of.open(registry).open(1 << 20);
    Event told = ReadAtLast.read(format, of.records().get(0)).event();
    return new Event(
        "",
        told.type(),
        told.time(),
        told.customerId(),
        told.anonymousId(),
        told.sessionId(),
        told.channel(),
        told.touchpoint(),
        told.attributes());
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
    List<Broken> all = new ArrayList<>(List.of(broken));
    // The last, since the first of CloudEvents is in binary mode: it is whole without a value.
    SourceRecord last = sound.get(sound.size() - 1).record();
    all.add(Broken.empty(last));
    all.add(Broken.noValue(last));
    return new Mixed(name, sample, sound, all);
  }

  /** As it was when it was sent the moment that it tells of: an import would take its time. */
  private static SourceRecord live(SourceRecord record, NotedReadings noted) {
    long latest = noted.events().stream().mapToLong(Event::time).max().orElse(Sample.APPENDED);
    return new SourceRecord(record.key(), record.value(), record.headers(), latest);
  }

  private static ObjectNode first(ObjectNode tree, String list) {
    return (ObjectNode) tree.get(list).get(0);
  }

  /** Neither when the contact began nor when that was told. */
  private static void neverInitiated(ObjectNode tree) {
    tree.put("time", NINES);
    detail(tree).put("initiationTimestamp", NINES);
  }

  private static ObjectNode detail(ObjectNode tree) {
    return (ObjectNode) tree.get("detail");
  }
}
