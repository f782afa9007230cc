package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaymarkFormatTest {
  private static final long T = 1_666_684_195_526L;
  private static final Event EVENT =
      new Event("e1", "page_view", T, "c1", null, null, "web", null, Map.of());
  private static final String HEAD =
      "'event_id':'e1','event_type':'page_view','event_time':1666684195526,'customer_id':'c1'";

  private final WaymarkFormat format = new WaymarkFormat(WaymarkFormat.DEFAULT_MAX_BYTES);

  @Test
  void avroAndJsonAreToldApartByTheirFirstBytes() throws Exception {
    assertThat(format.read(new InteractionCodec().encode(EVENT))).isEqualTo(EVENT);
    assertThat(format.read(json(" \t\r\n{" + HEAD + ",'channel':'web'}"))).isEqualTo(EVENT);
    assertThat(rejected("[1]".getBytes(UTF_8))).startsWith("undecodable: neither an Avro");
    assertThat(rejected(new byte[] {0, 0, 0, 0, 1})).startsWith("undecodable: neither an Avro");
    assertThat(rejected("  ".getBytes(UTF_8))).isEqualTo("undecodable: the record is blank");
    assertThat(rejected((byte[]) null)).isEqualTo("undecodable: the record has no value");
  }

  @Test
  void allFieldsOfAJsonObjectAreRead() throws Exception {
    Event event =
        read(
            "{'attributes':{'s':'x','l':1,'d':1.0,'e':1e2,'b':true,'n':null},'touchpoint':'/t',"
                + "'channel':'web','session_id':'s1','anonymous_id':'a1','customer_id':'c1',"
                + "'event_time':'2022-10-25T09:49:55.526+02:00','event_type':'x','event_id':'e1'}");

    Map<String, Object> attributes = new HashMap<>();
    attributes.put("s", "x");
    attributes.put("l", 1L);
    attributes.put("d", 1.0);
    attributes.put("e", 100.0);
    attributes.put("b", true);
    attributes.put("n", null);
    assertThat(event).isEqualTo(new Event("e1", "x", T, "c1", "a1", "s1", "web", "/t", attributes));
  }

  @Test
  void fieldsThatAreNotKnownArePassedOver() throws Exception {
    assertThat(read("{'x':{'y':[1,{'event_id':'no'}]}," + HEAD + ",'z':[]}").id()).isEqualTo("e1");
  }

  @Test
  void ofAFieldThatOccursTwiceTheLastCounts() throws Exception {
    Event event =
        read("{'event_id':'old','event_time':'never'," + HEAD + ",'attributes':{'a':1,'a':2}}");

    assertThat(event.id()).isEqualTo("e1");
    assertThat(event.attributes()).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void integersBeyondALongBecomeDoubles() throws Exception {
    Event event =
        read("{" + HEAD + ",'attributes':{'in':9223372036854775807,'out':9223372036854775808}}");

    assertThat(event.attributes()).isEqualTo(Map.of("in", Long.MAX_VALUE, "out", 0x1p63));
  }

  @Test
  void anAttributeThatIsNotASingleValueIsNamed() {
    assertThat(rejected("{" + HEAD + ",'attributes':{'items':[1]}}"))
        .isEqualTo("undecodable: JSON: attribute 'items' is an array, not a single value");
    assertThat(rejected("{" + HEAD + ",'attributes':{'address':{'city':'x'}}}"))
        .isEqualTo("undecodable: JSON: attribute 'address' is an object, not a single value");
    assertThat(rejected("{" + HEAD + ",'attributes':{'huge':1e400}}"))
        .isEqualTo("undecodable: JSON: attribute 'huge' is too large for a double");
    assertThat(rejected("{" + HEAD + ",'attributes':[]}"))
        .isEqualTo("undecodable: JSON: attributes is not an object");
  }

  @Test
  void aFieldOfAnotherTypeIsNamed() {
    assertThat(rejected("{'event_id':7}")).isEqualTo("undecodable: JSON: event_id is not a string");
  }

  @Test
  void whatAnEventHasToHaveIsAskedFor() {
    String time = "'event_time':1666684195526";
    assertThat(rejected("{'event_type':'x'," + time + ",'customer_id':'c'}")).startsWith("no_id:");
    assertThat(rejected("{'event_id':'e'," + time + ",'customer_id':'c'}")).startsWith("no_type:");
    assertThat(rejected("{'event_id':'e','event_type':'x'," + time + ",'customer_id':''}"))
        .startsWith("no_customer:");
    assertThat(rejected("{'event_id':'e','event_type':'x'," + time + ",'customer_id':'anon:a'}"))
        .startsWith("reserved_customer: customer_id begins with anon:");
    assertThat(rejected("{'event_id':'e','event_type':'x','customer_id':'c'}"))
        .isEqualTo("no_time: event_time is missing");
    for (String odd : new String[] {"'soon'", "{}", "[1]", "true", "1.5", "'1666684195526'"}) {
      assertThat(rejected("{" + HEAD + ",'event_time':" + odd + "}"))
          .isEqualTo("no_time: event_time is neither RFC 3339 nor epoch milliseconds");
    }
  }

  @Test
  void aTimeOutsideTheCenturyIsNotBelieved() {
    for (String odd :
        new String[] {
          "'2560-01-01T00:00:00Z'", "'1999-12-31T23:59:59.999Z'", "0", "-1", "9999999999999999999"
        }) {
      assertThat(rejected("{" + HEAD + ",'event_time':" + odd + "}"))
          .startsWith("time_out_of_bounds:");
    }
  }

  @Test
  void brokenJsonIsUndecodable() {
    for (String broken :
        new String[] {
          "{",
          "{}}",
          "{'event_id'",
          "{" + HEAD,
          "{" + HEAD + "}x",
          "{" + HEAD + "}{" + HEAD + "}",
          "{" + HEAD + ",'attributes':{'v':NaN}}",
          "{" + HEAD + ",}",
          "{'a':" + "[".repeat(5000)
        }) {
      assertThat(rejected(broken)).as(broken).startsWith("undecodable:");
    }
  }

  @Test
  void textThatIsNotUnicodeIsUndecodable() {
    String text = "{" + HEAD + ",'channel':'w\u00ff'}";
    assertThat(rejected(text.replace('\'', '"').getBytes(ISO_8859_1))).startsWith("undecodable:");
    assertThat(rejected("{" + HEAD + ",'channel':'\\ud83d'}"))
        .isEqualTo("undecodable: JSON: channel has half of a surrogate pair");
    assertThat(rejected("{" + HEAD + ",'attributes':{'\\udc00':1}}")).startsWith("undecodable:");
    assertThat(rejected("{'event_id':'e1'}".replace('\'', '"').getBytes(UTF_16LE)))
        .startsWith("undecodable:");
  }

  @Test
  void aRecordAboveTheBoundIsNotRead() {
    byte[] huge = new byte[10 << 20];
    Arrays.fill(huge, (byte) '{');

    assertThat(rejected(huge)).isEqualTo("oversize: it has more than 1048576 bytes");
  }

  @Test
  void theBoundItselfIsAllowed() throws Exception {
    byte[] record = json("{" + HEAD + "}");

    assertThat(new WaymarkFormat(record.length).read(record)).isNotNull();
    WaymarkFormat smaller = new WaymarkFormat(record.length - 1);
    assertThat(rejected(smaller, record)).startsWith("oversize:");
  }

  @Test
  void detailsStayShort() {
    assertThat(rejected("{" + HEAD + ",'attributes':{'" + "n".repeat(9_000) + "':[]}}").length())
        .isLessThan(600);
  }

  private Event read(String json) throws UndecodableException {
    return format.read(json(json));
  }

  private String rejected(String json) {
    return rejected(json(json));
  }

  private String rejected(byte[] record) {
    return rejected(format, record);
  }

  /** The reason and its detail, which reading and peeking have to agree on. */
  private static String rejected(WaymarkFormat format, byte[] record) {
    String read = outcome(() -> format.read(record));
    assertThat(outcome(() -> format.peek(record))).isEqualTo(read);
    return read;
  }

  private interface Reading {
    Object read() throws UndecodableException;
  }

  private static String outcome(Reading reading) {
    try {
      return "read: " + reading.read();
    } catch (UndecodableException e) {
      RejectReason reason = e.reason();
      return reason.code() + ": " + e.detail();
    }
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
