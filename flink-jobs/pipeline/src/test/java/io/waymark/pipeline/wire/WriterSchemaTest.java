package io.waymark.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.event.Event;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class WriterSchemaTest {
  private static final long T = 1_772_532_000_000L;

  /** Another's record: fields in another order, some missing, one more, narrower types. */
  private static final String SHOP =
      """
      {"type":"record","name":"Click","namespace":"com.example.shop","fields":[
        {"name":"customer_id","type":"string"},
        {"name":"event_type","type":"string"},
        {"name":"internal","type":{"type":"array","items":"int"}},
        {"name":"event_time","type":"long"},
        {"name":"event_id","type":"string"},
        {"name":"attributes","type":{"type":"map","values":["string","int","float"]}}]}
      """;

  @Test
  void fieldsAreFoundByTheirNames() throws Exception {
    Schema schema = new Schema.Parser().parse(SHOP);
    GenericRecord click =
        new GenericRecordBuilder(schema)
            .set("customer_id", "c1")
            .set("event_type", "click")
            .set("internal", Arrays.asList(1, 2, 3))
            .set("event_time", T)
            .set("event_id", "e1")
            .set("attributes", Map.of("element", "buy", "x", 7, "ratio", 0.5f))
            .build();

    assertThat(WriterSchema.parse(SHOP).read(bytes(click), 5))
        .isEqualTo(
            new Event(
                "e1",
                "click",
                T,
                "c1",
                null,
                null,
                null,
                null,
                Map.of("element", "buy", "x", 7L, "ratio", 0.5)));
  }

  @Test
  void ourOwnSchemaIsReadAsOurOwnMessages() throws Exception {
    Event event =
        new Event("e1", "click", T, null, "a1", "s1", "web", "/", Map.of("value", 1.5, "n", 2L));
    byte[] body = new InteractionCodec().encodeBody(event);

    assertThat(WriterSchema.parse(Subject.INTERACTION.current().toString()).read(body, 0))
        .isEqualTo(event);
  }

  @Test
  void whatLacksARequiredFieldCannotBeRead() throws Exception {
    String schema =
        "{\"type\":\"record\",\"name\":\"Click\",\"fields\":[{\"name\":\"event_id\",\"type\":\"string\"}]}";

    assertThatThrownBy(() -> WriterSchema.parse(schema).read(new byte[] {2, 'e'}, 0))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("missing required field event_time");
    assertThatThrownBy(() -> WriterSchema.parse("\"string\"").read(new byte[] {2, 'e'}, 0))
        .isInstanceOf(UndecodableException.class);
  }

  @Test
  void anyTruncationIsRefused() throws Exception {
    Schema schema = new Schema.Parser().parse(SHOP);
    byte[] whole =
        bytes(
            new GenericRecordBuilder(schema)
                .set("customer_id", "c1")
                .set("event_type", "click")
                .set("internal", Arrays.asList(1))
                .set("event_time", T)
                .set("event_id", "e1")
                .set("attributes", Map.of("ratio", Float.NaN))
                .build());
    WriterSchema writer = WriterSchema.parse(SHOP);

    for (int length = 5; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> writer.read(part, 5)).isInstanceOf(UndecodableException.class);
    }
    assertThatThrownBy(() -> writer.read(whole, 5)).hasMessageContaining("an attribute is NaN");
  }

  @Test
  void whatIsNoSchemaIsRefused() {
    for (String none : new String[] {"", "{", "{}", "\"nothing\"", "{\"type\":\"record\"}"}) {
      assertThatThrownBy(() -> WriterSchema.parse(none))
          .as(none)
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("no Avro schema");
    }
  }

  @Test
  void aSchemaInWhichFewBytesSayMuchIsRefused() {
    assertThatThrownBy(
            () ->
                WriterSchema.parse(
                    "{\"type\":\"record\",\"name\":\"A\",\"fields\":["
                        + "{\"name\":\"a\",\"type\":[\"null\",\"A\"]}]}"))
        .hasMessageContaining("within itself");
    assertThatThrownBy(() -> WriterSchema.parse("{\"type\":\"array\",\"items\":\"null\"}"))
        .hasMessageContaining("list of nothings");
  }

  /** After five bytes of a frame. */
  private static byte[] bytes(GenericRecord record) throws Exception {
    var out = new ByteArrayOutputStream();
    out.write(new byte[5]);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema(), GenericData.get())
        .write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
