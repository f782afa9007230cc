package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Deviation;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Estimate;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Interval;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class JsonRecordWriterTest {
  private static final long T = 1_666_684_195_526L;
  private static final List<Evidence> EVIDENCE =
      List.of(new Evidence("e1", "add_to_cart", T, "/cart"), new Evidence("e2", "x", T, null));

  private final JsonRecordWriter writer = new JsonRecordWriter();

  @Test
  void aSignalReadsLikeTheContract() {
    Signal signal =
        signal(Map.of("b", 2.0, "a", "x"), null, null, new Journey(null, 40.0, null, null));

    assertThat(text(writer.signal(signal, T + 1)))
        .isEqualTo(
            """
            {"signal_id":"s1","rule_id":"r","rule_version":3,"title":"Title","kind":"friction",\
            "severity":"medium","mode":"live","customer_id":"c1","instance":{"a":"x","b":2},\
            "status":"fired","occurred_at":"2022-10-25T07:49:55.526Z",\
            "detected_at":"2022-10-25T07:49:55.527Z",\
            "evidence":[{"event_id":"e1","event_type":"add_to_cart",\
            "event_time":"2022-10-25T07:49:55.526Z","touchpoint":"/cart"},\
            {"event_id":"e2","event_type":"x","event_time":"2022-10-25T07:49:55.526Z"}],\
            "journey":{"effort":40.0}}""");
  }

  @Test
  void nullAttributesStayAndNumbersKeepTheirType() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("n", null);
    Event event = new Event("e1", "x", 0, null, "a1", null, null, null, attributes);
    Event numbers = new Event("e1", "x", 0, null, "a1", null, null, null, Map.of("d", 1.0));

    assertThat(text(writer.interaction(event)))
        .isEqualTo(
            """
            {"event_id":"e1","event_type":"x","event_time":"1970-01-01T00:00:00.000Z",\
            "anonymous_id":"a1","attributes":{"n":null}}""");
    assertThat(text(writer.interaction(numbers))).endsWith("\"attributes\":{\"d\":1.0}}");
  }

  @Test
  void aDeadLetterCarriesItsBytesInBase64() {
    DeadLetter letter =
        new DeadLetter("f.jsonl", 0, 7, null, RejectReason.NO_ID, "none", null, new byte[] {-1, 0});

    assertThat(text(writer.deadLetter(letter)))
        .isEqualTo(
            """
            {"topic":"f.jsonl","partition":0,"offset":7,"reason":"no_id","detail":"none",\
            "value":"/wA="}""");
  }

  @Test
  void aDeadLetterTellsItsHeadersAndThatItIsNotWhole() {
    DeadLetter letter =
        new DeadLetter(
            "in",
            0,
            7,
            null,
            RejectReason.OVERSIZE,
            "large",
            null,
            null,
            List.of(
                new DeadLetter.Header("ce_id", new byte[] {-1, 0}),
                new DeadLetter.Header("ce_id", null)),
            true);

    assertThat(text(writer.deadLetter(letter)))
        .isEqualTo(
            """
            {"topic":"in","partition":0,"offset":7,"reason":"oversize","detail":"large",\
            "headers":[{"name":"ce_id","value":"/wA="},{"name":"ce_id"}],"cut":true}""");
  }

  @Test
  void fieldsAndTheirOrderAreThoseOfTheAvroSchemas() throws Exception {
    Journey journey = new Journey("purchase", 1.0, 0.5, 2.0);
    Map<String, Object> some = Map.of("a", 1L);
    Event event = new Event("e1", "x", T, "c1", "a1", "s1", "web", "/", some);
    Fact fact = new Fact("f1", Fact.Kind.GOAL_REACHED, "c1", T, "e1", "purchase", "web", "/", some);
    Trigger trigger =
        new Trigger(
            "t1",
            Trigger.Status.CANCELLED,
            "resolved",
            "s1",
            "r",
            3,
            "c1",
            some,
            "act",
            "email",
            Purpose.SERVICE,
            50,
            Severity.HIGH,
            T,
            T,
            T,
            "x",
            "treated",
            "/",
            "purchase",
            EVIDENCE,
            journey,
            T);
    Alert alert =
        new Alert(
            "a1",
            Alert.Status.OPEN,
            Alert.Origin.ANOMALY,
            some,
            List.of("r"),
            Severity.LOW,
            "Title",
            "/",
            "web",
            "team",
            "https://runbook",
            new Impact(1, 1, List.of("s1"), 1, null, Impact.Trend.FALLING, 12.5, "THB"),
            new Deviation(Measure.PAYMENT_FAILURES, 0.31, 0.04),
            T,
            T,
            "a0",
            1,
            Alert.Cause.QUIET);
    DeadLetter letter =
        new DeadLetter(
            "t",
            1,
            2,
            T,
            RejectReason.NO_ID,
            "none",
            new byte[1],
            new byte[1],
            List.of(new DeadLetter.Header("h", null)),
            true);

    assertFields(Subject.INTERACTION, writer.interaction(event));
    assertFields(Subject.SIGNAL, writer.signal(signal(some, "purchase", 5L, journey), T));
    assertFields(Subject.FACT, writer.fact(fact));
    assertFields(Subject.TRIGGER, writer.trigger(trigger));
    assertFields(Subject.ALERT, writer.alert(alert));
    assertFields(Subject.DEAD_LETTER, writer.deadLetter(letter));
  }

  @Test
  void outcomesAndExperimentsToo() throws Exception {
    Outcome outcome =
        new Outcome(
            "o1",
            Outcome.Status.CLOSED,
            "r",
            1,
            "c1",
            Arm.TREATMENT,
            0.1,
            T,
            T,
            T,
            true,
            "purchase",
            T,
            5,
            3.0,
            Set.of(Guardrail.RETURN),
            false);
    Estimate estimate = new Estimate(0.1, new Interval(0, 0.2));
    ExperimentResult.OfArm arm = new ExperimentResult.OfArm(2, 2, 1, 1);
    ExperimentResult result =
        new ExperimentResult(
            "r",
            1,
            T,
            arm,
            arm,
            0,
            estimate,
            0.1,
            1.0,
            0.1,
            0.5,
            0.5,
            0.5,
            estimate,
            List.of(new ExperimentResult.OfGuardrail(Guardrail.RETURN, 1, 0, 1, false)));

    assertFields(Subject.OUTCOME, writer.outcome(outcome));
    assertFields(Subject.EXPERIMENT, writer.experiment(result));
    assertThat(ExperimentJsonReader.read(writer.experiment(result))).isEqualTo(result);
  }

  private static void assertFields(Subject subject, byte[] line) throws Exception {
    List<String> names = new ArrayList<>();
    new ObjectMapper().readTree(line).fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .as(subject.id())
        .isEqualTo(subject.current().getFields().stream().map(Schema.Field::name).toList());
  }

  private static Signal signal(
      Map<String, Object> instance, String stage, Long waited, Journey journey) {
    String place = stage == null ? null : "web";
    return new Signal(
        "s1",
        "r",
        3,
        "Title",
        Kind.FRICTION,
        Severity.MEDIUM,
        Mode.LIVE,
        "c1",
        instance,
        Signal.Status.FIRED,
        T,
        place,
        place,
        stage,
        waited,
        EVIDENCE,
        journey);
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
