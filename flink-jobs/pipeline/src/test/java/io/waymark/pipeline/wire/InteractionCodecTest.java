package io.waymark.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.avro.Interaction;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class InteractionCodecTest {
  private static final long T = 1_767_261_600_000L;
  private static final Event EVENT =
      new Event("e1", "page_view", T, "c1", null, "s1", "web", "/", Map.of("value", 2L));

  private final InteractionCodec codec = new InteractionCodec();

  @Test
  void aMessageIsWhatAvroItselfWouldWrite() throws Exception {
    GenericRecord record = record(Subject.INTERACTION.current(), "e1", T, "c1");
    record.put("attributes", Map.of());
    Event event = new Event("e1", "page_view", T, "c1", null, null, null, null, Map.of());

    byte[] byAvro =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), Subject.INTERACTION.current())
            .encode(record)
            .array();

    assertThat(codec.encode(event)).startsWith(0xC3, 0x01).isEqualTo(byAvro);
    assertThat(codec.decode(byAvro)).isEqualTo(event);
  }

  @Test
  void aMessageOfAnOlderReleaseIsResolved() throws Exception {
    Schema older = olderSchema();
    byte[] message = message(older, record(older, "e1", T, "c1"));
    Map<Long, Schema> known = new HashMap<>(Subject.INTERACTION.byFingerprint());
    known.put(Subject.fingerprint(older), older);
    InteractionCodec upgraded = new InteractionCodec(known);
    Event expected = new Event("e1", "page_view", T, "c1", null, null, null, null, Map.of());

    assertThat(upgraded.decode(message)).isEqualTo(expected);
    assertThat(upgraded.decodeBody(upgraded.peek(message).body())).isEqualTo(expected);
    for (int length = 0; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      assertThat(
              catchThrowableOfType(UndecodableException.class, () -> upgraded.decode(cut)).reason())
          .isEqualTo(RejectReason.UNDECODABLE);
    }
  }

  @Test
  void aSchemaThatWasNeverReleasedIsUnknown() throws Exception {
    Schema strange = olderSchema();

    assertThat(rejected(message(strange, record(strange, "e1", T, "c1"))))
        .isEqualTo(RejectReason.UNKNOWN_SCHEMA);
  }

  @Test
  void noClassNeedsToBeAllowListed() throws Exception {
    byte[] message = codec.encode(EVENT);
    Decoder body =
        DecoderFactory.get()
            .binaryDecoder(
                message,
                SingleObject.HEADER_BYTES,
                message.length - SingleObject.HEADER_BYTES,
                null);

    // Avro's own way refuses the generated classes in this JVM ...
    assertThatThrownBy(
            () -> new SpecificDatumReader<>(Interaction.getClassSchema()).read(null, body))
        .isInstanceOf(SecurityException.class);
    // ... and ours does not need to ask.
    assertThat(
            new RecordReader<Interaction>(
                    Subject.INTERACTION.byFingerprint(), Subject.INTERACTION.current())
                .read(message)
                .getEventId())
        .isEqualTo("e1");
  }

  @Test
  void otherBytesAreUndecodable() {
    assertThat(rejected(new byte[0])).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(rejected("{\"event_id\":\"e1\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(RejectReason.UNDECODABLE);
    assertThat(rejected(new byte[] {(byte) 0xC3, 0x01})).isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void bytesLeftOverAreUndecodable() {
    byte[] message = codec.encode(EVENT);

    assertThat(rejected(Arrays.copyOf(message, message.length + 1)))
        .isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void aLengthOrCountBeyondTheMessageIsRefusedBeforeAnythingIsAllocated() throws Exception {
    for (long absurd : new long[] {1_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      assertThat(rejected(body(out -> out.writeLong(absurd))))
          .as("id of %d bytes", absurd)
          .isEqualTo(RejectReason.UNDECODABLE);
      assertThat(
              rejected(
                  body(
                      out -> {
                        writeHead(out);
                        out.writeLong(absurd);
                        out.writeLong(absurd);
                      })))
          .as("%d attributes", absurd)
          .isEqualTo(RejectReason.UNDECODABLE);
    }
  }

  @Test
  void blocksWithTheirSizeInFrontAreRead() throws Exception {
    byte[] message =
        body(
            out -> {
              writeHead(out);
              out.writeLong(-1);
              out.writeLong(4);
              out.writeString("n");
              out.writeIndex(2);
              out.writeLong(7);
              out.writeLong(0);
            });

    assertThat(codec.decode(message).attributes()).isEqualTo(Map.of("n", 7L));
  }

  @Test
  void aDoubleThatIsNoNumberIsUndecodable() {
    for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Event event =
          new Event("e1", "page_view", T, "c1", null, null, null, null, Map.of("value", odd));
      assertThat(rejected(codec.encode(event))).isEqualTo(RejectReason.UNDECODABLE);
    }
  }

  @Test
  void textThatIsNotUtf8IsUndecodableWhereverItStands() {
    byte[] message = codec.encode(EVENT);
    for (String text : new String[] {"e1", "page_view", "c1", "s1", "web", "/", "value"}) {
      byte[] broken = message.clone();
      broken[indexOf(broken, text)] = (byte) 0xFF;
      assertThat(rejected(broken)).as(text).isEqualTo(RejectReason.UNDECODABLE);
    }
  }

  @Test
  void whatAnEventHasToHaveIsAskedFor() {
    assertThat(rejected(event("", "page_view", T, "c1", null))).isEqualTo(RejectReason.NO_ID);
    assertThat(rejected(event("e1", "", T, "c1", null))).isEqualTo(RejectReason.NO_TYPE);
    assertThat(rejected(event("e1", "page_view", T, "", ""))).isEqualTo(RejectReason.NO_CUSTOMER);
  }

  @Test
  void anIdThatMeansNobodyIsNone() throws Exception {
    byte[] ofCookie = event("e1", "page_view", T, "undefined", "cookie");
    assertThat(codec.peek(ofCookie).customer()).isEqualTo("anon:cookie");
    assertThat(codec.decode(ofCookie).customerId()).isNull();
    assertThat(codec.decode(event("e1", "page_view", T, "c1", "0000")).anonymousId()).isNull();
    assertThatThrownBy(() -> codec.decode(event("e1", "page_view", T, "null", "0000")))
        .isInstanceOfSatisfying(
            UndecodableException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(RejectReason.NO_CUSTOMER);
              assertThat(refused.detail()).contains("block list", "'null'");
            });
  }

  @Test
  void whatMaySayWhoseADeviceIsIsSeenAtAPeek() throws Exception {
    assertThat(codec.peek(event("e1", "identify", T, "c1", "cookie")).tellsOfDevice()).isTrue();
    assertThat(codec.peek(event("e1", "logout", T, "c1", "cookie")).tellsOfDevice()).isTrue();
    assertThat(codec.peek(event("e1", "alias", T, "c1", null)).tellsOfDevice()).isTrue();
    assertThat(codec.peek(event("e1", "identify", T, "c1", null)).tellsOfDevice()).isFalse();
    assertThat(codec.peek(event("e1", "identify", T, null, "cookie")).tellsOfDevice()).isFalse();
    assertThat(codec.peek(event("e1", "login", T, "c1", "cookie")).tellsOfDevice()).isFalse();
  }

  @Test
  void anEmptyCustomerIdIsNone() throws Exception {
    byte[] message = event("e1", "page_view", T, "", "cookie");

    assertThat(codec.decode(message).customer()).isEqualTo("anon:cookie");
    assertThat(codec.peek(message).customer()).isEqualTo("anon:cookie");
    assertThat(codec.peek(message).identified()).isFalse();
  }

  @Test
  void aCustomerIdThatCouldBeTakenForAnAnonymousOneIsRefused() throws Exception {
    assertThat(rejected(event("e1", "page_view", T, "anon:cookie", null)))
        .isEqualTo(RejectReason.RESERVED_CUSTOMER);
    assertThat(rejected(event("e1", "page_view", T, "anon:cookie", "cookie")))
        .isEqualTo(RejectReason.RESERVED_CUSTOMER);
    assertThat(codec.decode(event("e1", "page_view", T, "anon", null))).isNotNull();
  }

  @Test
  void aTimeOutsideTheCenturyIsNotBelieved() throws Exception {
    long buddhistYear2560 = 18_619_286_400_000L;
    for (long time :
        new long[] {Admission.EARLIEST - 1, Admission.END, 0, buddhistYear2560, Long.MAX_VALUE}) {
      assertThat(rejected(event("e1", "page_view", time, "c1", null)))
          .isEqualTo(RejectReason.TIME_OUT_OF_BOUNDS);
    }
    assertThat(codec.decode(event("e1", "page_view", Admission.EARLIEST, "c1", null))).isNotNull();
    assertThat(codec.decode(event("e1", "page_view", Admission.END - 1, "c1", null))).isNotNull();
  }

  @Test
  void wordsThatRecurAreKeptOnce() throws Exception {
    Event first = codec.decode(codec.encode(EVENT));
    Event second = codec.decode(codec.encode(EVENT));

    assertThat(second.type()).isSameAs(first.type());
    assertThat(second.channel()).isSameAs(first.channel());
  }

  @Test
  void aBodyThatWasNeverCheckedIsABug() {
    assertThatIllegalArgumentException().isThrownBy(() -> codec.decodeBody(new byte[] {1, 2}));
  }

  private RejectReason rejected(byte[] message) {
    RejectReason reason =
        catchThrowableOfType(UndecodableException.class, () -> codec.decode(message)).reason();
    assertThat(catchThrowableOfType(UndecodableException.class, () -> codec.peek(message)).reason())
        .isEqualTo(reason);
    return reason;
  }

  private byte[] event(String id, String type, long time, String customer, String anonymous) {
    return codec.encode(new Event(id, type, time, customer, anonymous, null, null, null, Map.of()));
  }

  private interface Body {
    void write(BinaryEncoder out) throws IOException;
  }

  private static byte[] body(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] header = new byte[SingleObject.HEADER_BYTES];
    SingleObject.putHeader(header, Subject.INTERACTION.fingerprint());
    bytes.write(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    body.write(encoder);
    return bytes.toByteArray();
  }

  private static void writeHead(BinaryEncoder out) throws IOException {
    out.writeString("e1");
    out.writeString("page_view");
    out.writeLong(T);
    out.writeIndex(1);
    out.writeString("c1");
    for (int optional = 0; optional < 4; optional++) {
      out.writeIndex(0);
    }
  }

  /** Without what was added since: a session, a touchpoint and attributes. */
  private static Schema olderSchema() {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "Interaction", "namespace": "io.waymark.avro", "fields": [
              {"name": "event_id", "type": "string"},
              {"name": "event_type", "type": "string"},
              {"name": "event_time", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "customer_id", "type": ["null", "string"], "default": null}
            ]}
            """);
  }

  private static GenericRecord record(Schema schema, String id, long time, String customer) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("event_id", id);
    record.put("event_type", "page_view");
    record.put("event_time", time);
    record.put("customer_id", customer);
    return record;
  }

  private static byte[] message(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] header = new byte[SingleObject.HEADER_BYTES];
    SingleObject.putHeader(header, Subject.fingerprint(schema));
    bytes.write(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, SingleObject.HEADER_BYTES);
  }
}
