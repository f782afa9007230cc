package io.waymark.app.format.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.NotedReadings;
import io.waymark.domain.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmazonConnectFormatTest {
  private static final String QUEUE =
      "'queueInfo':{'queueArn':'arn:aws:connect:x:1:instance/i/queue/q-1',"
          + "'enqueueTimestamp':'2026-03-03T10:00:05.000Z','queueType':'STANDARD'}";
  private static final String AGENT =
      "'agentInfo':{'agentArn':'arn:aws:connect:x:1:instance/i/agent/a-1',"
          + "'connectedToAgentTimestamp':'2026-03-03T10:01:35.000Z',"
          + "'agentInitiatedHoldDuration':20";
  private static final String ENDED =
      "'disconnectTimestamp':'2026-03-03T10:05:35.000Z','disconnectReason':'CUSTOMER_DISCONNECT'";

  private final AmazonConnectFormat format = new AmazonConnectFormat();

  @Test
  void aCallThatIsAnsweredIsStartedQueuedAnsweredEndedAndWrappedUp() {
    Event started = read("INITIATED", inbound("VOICE"));
    Event queued = read("QUEUED", inbound("VOICE") + "," + QUEUE);
    Event answered = read("CONNECTED_TO_AGENT", inbound("VOICE") + "," + QUEUE + "," + AGENT + "}");
    Event ended = read("DISCONNECTED", inbound("VOICE") + "," + QUEUE + "," + AGENT + "}," + ENDED);
    Event wrapped =
        read(
            "COMPLETED",
            inbound("VOICE")
                + ","
                + QUEUE
                + ","
                + ENDED
                + ","
                + AGENT
                + ",'afterContactWorkEndTimestamp':'2026-03-03T10:06:05.000Z',"
                + "'afterContactWorkDuration':30}");

    assertThat(List.of(started, queued, answered, ended, wrapped))
        .extracting(Event::type)
        .containsExactly(
            "contact_started", "call_queued", "call_answered", "call_ended", "contact_wrapup");
    assertThat(List.of(started, queued, answered, ended, wrapped))
        .allMatch(event -> event.channel().equals("call"))
        .allMatch(event -> event.customer().equals("anon:connect:c-1"))
        .allMatch(event -> event.attribute("call_id").equals("c-1"))
        .allMatch(event -> event.attribute("contact_chain_id").equals("c-1"));
    assertThat(started.attribute("initiated_by")).isEqualTo("customer");
    assertThat(queued.touchpoint()).isEqualTo("q-1");
    assertThat(queued.time() - started.time()).isEqualTo(5_000);
    assertThat(answered.attribute("wait_ms")).isEqualTo(90_000L);
    assertThat(answered.attribute("agent_id")).isEqualTo("a-1");
    assertThat(ended.attribute("ended_by")).isEqualTo("customer");
    assertThat(ended.attribute("talk_ms")).isEqualTo(240_000L);
    assertThat(ended.attribute("hold_total_ms")).isEqualTo(20_000L);
    assertThat(wrapped.attribute("acw_ms")).isEqualTo(30_000L);
    assertThat(wrapped.attribute("handle_ms")).isEqualTo(270_000L);
  }

  @Test
  void whoBeganItDependsOnTheMethodAndOfTheApiOnTheChannel() {
    assertThat(initiator("VOICE", "OUTBOUND")).isEqualTo("agent");
    assertThat(initiator("VOICE", "API")).isEqualTo("system");
    assertThat(initiator("CHAT", "API")).isEqualTo("customer");
    assertThat(initiator("VOICE", "WEBRTC_API")).isEqualTo("customer");
  }

  private Object initiator(String channel, String method) {
    return read("INITIATED", leg("c-1", channel, method)).attribute("initiated_by");
  }

  @Test
  void oneThatEndsInTheQueueWasGivenUp() {
    Event left = read("DISCONNECTED", inbound("CHAT") + "," + QUEUE + "," + ENDED);

    assertThat(left.type()).isEqualTo("chat_left");
    assertThat(left.channel()).isEqualTo("chat");
    assertThat(left.attribute("conversation_id")).isEqualTo("c-1");
    assertThat(left.attribute("wait_ms")).isEqualTo(330_000L);
    assertThat(left.attribute("reason")).isEqualTo("customer_disconnect");
  }

  @Test
  void oneThatEndsInTheMenuHasNothingToTell() {
    assertThat(line("DISCONNECTED", inbound("VOICE") + "," + ENDED)).isEqualTo("filtered");
    assertThat(line("COMPLETED", inbound("VOICE") + "," + ENDED)).isEqualTo("filtered");
  }

  @Test
  void aTransferIsToldOfTheLegItComesFromAndOpensAnother() {
    String second = leg("c-2", "VOICE", "TRANSFER") + ",'initialContactId':'c-1'";
    String transfer = second + ",'previousContactId':'c-1'," + QUEUE;

    Event transferred = read("INITIATED", transfer);
    Event queued = read("QUEUED", transfer);

    assertThat(transferred.type()).isEqualTo("call_transferred");
    assertThat(transferred.attribute("call_id")).isEqualTo("c-1");
    assertThat(transferred.attribute("to_queue")).isEqualTo("q-1");
    assertThat(queued.attribute("call_id")).isEqualTo("c-2");
    assertThat(queued.attribute("previous_contact_id")).isEqualTo("c-1");
    assertThat(queued.attribute("initiated_by")).isEqualTo("transfer");
    assertThat(List.of(transferred, queued))
        .allMatch(event -> event.attribute("contact_chain_id").equals("c-1"));
  }

  @Test
  void aCallbackEndsTheWaitOfTheLegThatAskedForItAndNobodyWaitsInItsQueue() {
    String callback =
        leg("c-2", "VOICE", "CALLBACK") + ",'initialContactId':'c-1','previousContactId':'c-1'";
    String dialled = callback + "," + QUEUE + "," + AGENT + "}";
    String spoke = dialled + ",'connectedToSystemTimestamp':'2026-03-03T10:01:45.000Z'";

    Event requested = read("INITIATED", callback);
    assertThat(requested.type()).isEqualTo("callback_requested");
    assertThat(requested.attribute("call_id")).isEqualTo("c-1");
    assertThat(requested.attribute("contact_id")).isEqualTo("c-1");
    assertThat(line("QUEUED", callback + "," + QUEUE)).isEqualTo("filtered");
    assertThat(line("CONNECTED_TO_AGENT", dialled)).isEqualTo("filtered");
    Event connected = read("CONNECTED_TO_SYSTEM", spoke);
    assertThat(connected.type()).isEqualTo("callback_connected");
    assertThat(connected.attribute("delay_ms")).isEqualTo(105_000L);
    assertThat(read("CONNECTED_TO_AGENT", spoke)).isEqualTo(connected);
    Event ended = read("DISCONNECTED", spoke + "," + ENDED);
    assertThat(ended.type()).isEqualTo("call_ended");
    assertThat(ended.attribute("talk_ms")).isEqualTo(230_000L);
  }

  @Test
  void aCallbackThatNobodyAnswersWasAttempted() {
    String callback = leg("c-2", "VOICE", "CALLBACK") + "," + QUEUE + "," + ENDED;

    assertThat(outcome(callback + "," + AGENT + "}")).isEqualTo("no_answer");
    assertThat(outcome(callback + ",'answeringMachineDetectionStatus':'SIT_TONE_BUSY'"))
        .isEqualTo("busy");
    assertThat(outcome(callback + ",'answeringMachineDetectionStatus':'VOICEMAIL_BEEP'"))
        .isEqualTo("voicemail");
    assertThat(line("DISCONNECTED", callback)).isEqualTo("filtered");
  }

  private Object outcome(String detail) {
    Event attempted = read("DISCONNECTED", detail);
    assertThat(attempted.type()).isEqualTo("callback_attempted");
    return attempted.attribute("outcome");
  }

  @Test
  void mailIsStartedAndWrappedUpAndTasksAreNoContacts() {
    Event mail = read("INITIATED", inbound("EMAIL"));

    assertThat(mail.type()).isEqualTo("contact_started");
    assertThat(mail.channel()).isEqualTo("email");
    assertThat(line("QUEUED", inbound("EMAIL") + "," + QUEUE)).isEqualTo("filtered");
    assertThat(line("INITIATED", inbound("TASK"))).isEqualTo("filtered");
    assertThat(line("INITIATED", leg("m", "VOICE", "MONITOR"))).isEqualTo("filtered");
    assertThat(line("PAUSED", inbound("TASK"))).isEqualTo("filtered");
    assertThat(line("SOMETHING_NEW", inbound("VOICE"))).isEqualTo("filtered");
  }

  @Test
  void aTextMessageIsAChatOfItsOwnChannel() {
    Event queued =
        read(
            "QUEUED",
            inbound("CHAT")
                + ","
                + QUEUE
                + ",'segmentAttributes':{'connect:Subtype':{'valueString':'connect:SMS'}}");

    assertThat(queued.type()).isEqualTo("chat_queued");
    assertThat(queued.channel()).isEqualTo("sms");
  }

  @Test
  void aKnownCustomerIsToldOfOnceMoreSoThatWhatCameBeforeIsTheirs() {
    NotedReadings noted = noted("QUEUED", inbound("VOICE") + "," + QUEUE + ",'customerId':'crm-7'");

    assertThat(noted.events()).extracting(Event::type).containsExactly("identify", "call_queued");
    Event identify = noted.events().get(0);
    Event queued = noted.events().get(1);
    assertThat(identify.customerId()).isEqualTo("crm-7");
    assertThat(identify.anonymousId()).isEqualTo("connect:c-1");
    assertThat(Event.ORDER.compare(identify, queued)).isNegative();
    assertThat(queued.customerId()).isEqualTo("crm-7");
    assertThat(queued.anonymousId()).isNull();
  }

  @Test
  void aFlowMayNoteTheCustomerAndTheTopicOnTheContact() {
    String noted =
        inbound("VOICE")
            + ","
            + QUEUE
            + ",'tags':{'customer_id':'crm-7'},"
            + "'segmentAttributes':{'topic':{'valueString':'invoice'}}";

    Event queued = noted("QUEUED", noted).events().get(1);

    assertThat(queued.customerId()).isEqualTo("crm-7");
    assertThat(queued.attribute("topic")).isEqualTo("invoice");
  }

  @Test
  void aNumberOrAddressNeverStandsInAnEvent() {
    String endpoint =
        ",'customerEndpoint':{'type':'TELEPHONE_NUMBER','address':'+6621234567'},"
            + "'systemEndpoint':{'address':'+6629999999'}";
    String first = line("INITIATED", inbound("VOICE") + endpoint);
    String second = line("INITIATED", leg("c-9", "VOICE", "INBOUND") + endpoint);

    assertThat(first + second).doesNotContain("6621234567").doesNotContain("6629999999");
    assertThat(anonymous("INITIATED", inbound("VOICE") + endpoint))
        .startsWith("connect:")
        .isEqualTo(anonymous("INITIATED", leg("c-9", "VOICE", "INBOUND") + endpoint))
        .isNotEqualTo("connect:c-1");
    for (String number : List.of("+66 2 123 4567", "0212345678", "mail@example.com")) {
      assertThat(line("INITIATED", inbound("VOICE") + ",'customerId':'" + number + "'"))
          .doesNotContain(number)
          .doesNotContain("customer_id");
    }
    assertThat(noted("INITIATED", inbound("VOICE") + ",'customerId':'0000123456'").events())
        .allMatch(event -> event.customer().equals("0000123456"));
  }

  private String anonymous(String eventType, String detail) {
    return read(eventType, detail).anonymousId();
  }

  @Test
  void theEnvelopesTimeStandsInForOneThatIsNotKnownYet() {
    String unknown = QUEUE.replace("2026-03-03T10:00:05.000Z", "1970-01-01T00:00:00.001Z");

    Event queued = read("QUEUED", inbound("VOICE") + "," + unknown);

    assertThat(queued.time()).isEqualTo(1_772_532_300_000L);
    assertThat(queued.attribute("queued_at")).isNull();
    String bare = "{'eventType':'QUEUED'," + inbound("VOICE") + "}";
    assertThat(NotedReadings.of(format, bare.replace('\'', '"')).line())
        .isEqualTo("refused no_time: no time stands in it");
  }

  @Test
  void withoutAnEnvelopeTheSameBecomesTheSame() {
    String detail = "{'eventType':'QUEUED'," + inbound("VOICE") + "," + QUEUE + "}";

    assertThat(NotedReadings.of(format, detail.replace('\'', '"')).event())
        .isEqualTo(read("QUEUED", inbound("VOICE") + "," + QUEUE));
  }

  @Test
  void otherEventsOfTheServiceAreNoneOfOurs() {
    assertThat(
            NotedReadings.of(
                    format,
                    "{\"detail-type\":\"Contact Lens Realtime Rules Matched\",\"detail\":{}}")
                .line())
        .isEqualTo("filtered");
  }

  @Test
  void whatIsNoContactEventIsRefused() {
    assertThat(NotedReadings.of(format, "{}").line()).startsWith("refused no_type: eventType");
    assertThat(NotedReadings.of(format, "[]").line()).startsWith("refused undecodable");
    assertThat(NotedReadings.of(format, "{\"eventType\":\"QUEUED\"}").line())
        .isEqualTo("refused no_id: contactId is missing");
    assertThat(
            NotedReadings.of(
                    format, "{\"detail-type\":\"Amazon Connect Contact Event\",\"detail\":1}")
                .line())
        .isEqualTo("refused undecodable: detail is not an object");
    assertThat(line("QUEUED", inbound("VOICE") + ",'queueInfo':{'enqueueTimestamp':'soon'}"))
        .isEqualTo("refused no_time: queueInfo.enqueueTimestamp is no RFC 3339 time");
  }

  private static String inbound(String channel) {
    return leg("c-1", channel, "INBOUND");
  }

  private static String leg(String id, String channel, String method) {
    return "'contactId':'%s','channel':'%s','initiationMethod':'%s',".formatted(id, channel, method)
        + "'instanceArn':'arn:aws:connect:x:1:instance/i',"
        + "'initiationTimestamp':'2026-03-03T10:00:00.000Z'";
  }

  private Event read(String eventType, String detail) {
    return noted(eventType, detail).event();
  }

  private String line(String eventType, String detail) {
    return String.join("\n", noted(eventType, detail).lines());
  }

  private NotedReadings noted(String eventType, String detail) {
    String envelope =
        "{'version':'0','id':'e','detail-type':'Amazon Connect Contact Event',"
            + "'source':'aws.connect','time':'2026-03-03T10:05:00Z',"
            + "'detail':{'eventType':'%s',%s}}";
    return NotedReadings.of(format, envelope.formatted(eventType, detail).replace('\'', '"'));
  }
}
