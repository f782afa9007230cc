package io.waymark.app.format.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.format.AnyJson;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.NotedReadings;
import io.waymark.app.format.ReadingsCheck;
import io.waymark.app.format.SourceRecord;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AmazonConnectProperties {
  private static final String MODEL =
      """
      {"detail-type":"Amazon Connect Contact Event","time":"2026-03-03T10:05:00Z",
       "detail":{"contactId":"c-1","channel":"VOICE","initiationMethod":"INBOUND",
         "initiationTimestamp":"2026-03-03T10:00:00.000Z",
         "connectedToSystemTimestamp":"2026-03-03T10:00:00.000Z",
         "disconnectTimestamp":"2026-03-03T10:05:35.000Z",
         "disconnectReason":"CUSTOMER_DISCONNECT","customerId":"crm-7",
         "queueInfo":{"queueArn":"a/q-1","enqueueTimestamp":"2026-03-03T10:00:05.000Z"},
         "agentInfo":{"agentArn":"a/a-1","connectedToAgentTimestamp":"2026-03-03T10:01:35.000Z",
           "afterContactWorkDuration":30},
         "tags":{"topic":"x"},"segmentAttributes":{"customer_id":{"valueString":"y"}}}}
      """;
  private static final List<String> PATHS =
      List.of(
          "/detail-type",
          "/time",
          "/detail",
          "/detail/contactId",
          "/detail/initialContactId",
          "/detail/previousContactId",
          "/detail/channel",
          "/detail/initiationMethod",
          "/detail/initiationTimestamp",
          "/detail/connectedToSystemTimestamp",
          "/detail/disconnectTimestamp",
          "/detail/disconnectReason",
          "/detail/customerId",
          "/detail/queueInfo",
          "/detail/queueInfo/queueArn",
          "/detail/queueInfo/enqueueTimestamp",
          "/detail/agentInfo",
          "/detail/agentInfo/connectedToAgentTimestamp",
          "/detail/agentInfo/afterContactWorkDuration",
          "/detail/tags",
          "/detail/tags/topic",
          "/detail/segmentAttributes",
          "/detail/segmentAttributes/customer_id",
          "/detail/customerEndpoint",
          "/detail/answeringMachineDetectionStatus");

  private final AmazonConnectFormat format = new AmazonConnectFormat();

  @Property(tries = 3000)
  void anEventIsOneReadingOrTwoIfItSaysWhoItIs(@ForAll("events") JsonNode event) throws Exception {
    NotedReadings noted = NotedReadings.of(format, event.toString());

    boolean identifies =
        noted.events().stream().anyMatch(told -> told.type().equals("identify"))
            && noted.events().size() == 2;
    ReadingsCheck.check(noted, identifies ? 2 : 1);
  }

  @Property(tries = 500)
  void theSecondDeliveryIsTheSame(@ForAll("events") JsonNode event) {
    assertThat(NotedReadings.of(format, event.toString()).lines())
        .isEqualTo(NotedReadings.of(new AmazonConnectFormat(), event.toString()).lines());
  }

  @Property
  void brokenBytesEndInReadingsAndNothingElse(
      @ForAll("events") JsonNode event,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll byte value)
      throws Exception {
    byte[] bytes = JsonTree.bytes(event);
    bytes[place % bytes.length] = value;
    NotedReadings noted = NotedReadings.of(format, SourceRecord.line(bytes));
    ReadingsCheck.check(noted, Math.max(1, noted.events().size()));
  }

  @Provide
  Arbitrary<JsonNode> events() throws IOException {
    Arbitrary<JsonNode> near = AnyJson.near(new ObjectMapper().readTree(MODEL), PATHS);
    Arbitrary<String> types =
        Arbitraries.of(
            "INITIATED",
            "CONNECTED_TO_SYSTEM",
            "CONTACT_DATA_UPDATED",
            "QUEUED",
            "CONNECTED_TO_AGENT",
            "DISCONNECTED",
            "COMPLETED",
            "paused");
    Arbitrary<String> methods =
        Arbitraries.of("INBOUND", "OUTBOUND", "TRANSFER", "QUEUE_TRANSFER", "CALLBACK", "API");
    return Combinators.combine(near, types, methods)
        .as(
            (event, type, method) -> {
              if (event.path("detail") instanceof ObjectNode detail) {
                detail.put("eventType", type);
                if (detail.has("initiationMethod")) {
                  detail.put("initiationMethod", method);
                }
              }
              return event;
            });
  }
}
