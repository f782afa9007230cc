package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One customer, anonymous on the phone's browser, logs in on a laptop, waits in the chat, gets cut
 * off, calls, and answers a survey with 2: one journey, whatever system sent the events.
 */
final class OneCustomerITCase {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path EVENTS = Path.of("src/test/resources/one-customer");
  private static final Path PICTURE = ROOT.resolve("infra/pictures/one-customer.svg");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path out;
  private static List<JsonNode> journeys;
  private static List<JsonNode> signals;

  @BeforeAll
  static void oneBacktestOverFourSystems() throws IOException {
    int exit =
        Waymark.commandLine(false)
            .execute(
                "backtest",
                "--events",
                EVENTS.resolve("clicks.jsonl").toString(),
                EVENTS.resolve("contacts.jsonl").toString(),
                EVENTS.resolve("orders.jsonl").toString(),
                EVENTS.resolve("surveys.jsonl").toString(),
                "--format",
                EVENTS.resolve("clicks.jsonl") + "=segment",
                "--format",
                EVENTS.resolve("contacts.jsonl") + "=amazon-connect",
                "--format",
                EVENTS.resolve("surveys.jsonl") + "=cloudevents",
                "--sort",
                "--out",
                out.toString());
    assertThat(exit).isZero();
    journeys = lines("journeys.jsonl");
    signals = lines("signals.jsonl");
  }

  @Test
  void thereIsOnePersonAndNobodyElse() {
    assertThat(journeys).extracting(j -> j.get("customer_id").asText()).containsExactly("c-204");
    assertThat(signals).extracting(s -> s.get("customer_id").asText()).containsOnly("c-204");
  }

  @Test
  void whatWasSeenOnThePhoneIsPartOfTheJourney() {
    assertThat(texts(journey().get("touchpoints"), "event_type"))
        .containsExactly(
            // On the phone.
            "page_view",
            "view_item",
            "view_item",
            "add_to_cart",
            // On the laptop.
            "page_view",
            "identify",
            "profile_updated",
            "identify",
            "profile_updated",
            "begin_checkout",
            "payment_failed",
            "payment_failed",
            // In the chat.
            "identify",
            "contact_started",
            "chat_queued",
            "chat_answered",
            "chat_ended",
            // In the call.
            "identify",
            "contact_started",
            "call_queued",
            "call_answered",
            "purchase",
            "call_ended",
            "survey_response");
  }

  @Test
  void theStagesAreThoseOfABuyerNotOfAPromoter() {
    assertThat(texts(journey().get("stages"), "stage"))
        .containsExactly("awareness", "consideration", "purchase");
    assertThat(journey().get("stage").asText()).isEqualTo("purchase");
    assertThat(journey().get("health").asText()).isEqualTo("at_risk");
    assertThat(journey().get("contact").asText()).isEqualTo("idle");
  }

  @Test
  void theScoresTellOfTheEffortAndOfThePeakAndTheEnd() {
    // Two refusals, four minutes begun in the chat, a second contact about the same, two minutes
    // begun on the phone; each is half after a week.
    double points =
        left(4, "12:22:00")
            + left(4, "12:23:00")
            + left(4 * 0.5, "12:28:02")
            + left(5, "12:36:00")
            + left(2 * 0.5, "12:37:32");
    assertThat(journey().get("effort").asDouble())
        .isCloseTo(100 * (1 - Math.exp(-points / 10)), within(1e-9));
    // The strongest feeling is -0.6, of the survey and of the wait that got worse; the last one is
    // that a detractor was noticed, -0.3; the mean of all is -0.167.
    assertThat(journey().get("emotion").asDouble())
        .isCloseTo(0.4 * -0.6 + 0.4 * -0.3 + 0.2 * -0.16685253552933, within(1e-9));
  }

  /** What is left of points at the survey. */
  private static double left(double points, String time) {
    Duration since = Duration.between(LocalTime.parse(time), LocalTime.parse("13:30"));
    return points * Math.pow(2, -(double) since.toMillis() / Duration.ofDays(7).toMillis());
  }

  @Test
  void theSignalsAreTheCustomersAndComeInTime() {
    assertThat(signals)
        .extracting(
            s ->
                s.get("occurred_at").asText().substring(11, 16)
                    + " "
                    + s.get("rule_id").asText()
                    + " "
                    + s.get("status").asText())
        .containsExactly(
            "12:22 payment-failed fired",
            "12:25 chat-wait-long fired",
            "12:27 chat-wait-long escalated",
            "12:28 chat-wait-long resolved",
            "12:36 repeat-contact fired",
            "12:37 call-wait-long fired",
            "12:37 call-wait-long resolved",
            "12:50 payment-failed resolved",
            "13:30 nps-detractor fired");
  }

  @Test
  void thePictureInTheReadmeIsThisJourney() throws IOException {
    String drawn = TimelinePicture.of(journey(), signals);
    if (Boolean.getBoolean("waymark.pictures.write")) {
      Files.writeString(PICTURE, drawn);
    }
    assertThat(drawn)
        .as("draw it anew with -Dwaymark.pictures.write=true")
        .isEqualTo(Files.readString(PICTURE));
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("infra/pictures/one-customer.svg");
  }

  private static JsonNode journey() {
    return journeys.get(0);
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.get(field).asText())
        .toList();
  }

  private static List<JsonNode> lines(String file) throws IOException {
    try (var lines = Files.lines(out.resolve(file))) {
      return lines.map(OneCustomerITCase::tree).toList();
    }
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }
}
