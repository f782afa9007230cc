package io.waymark.pipeline.delivery;

import static io.waymark.domain.delivery.DeliveryStory.HOUR;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.alert;
import static io.waymark.domain.delivery.DeliveryStory.destination;
import static io.waymark.domain.delivery.DeliveryStory.issued;
import static io.waymark.domain.delivery.DeliveryStory.quietFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Correspondence;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.LaneHealth;
import io.waymark.domain.delivery.Order;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Forget;
import io.waymark.domain.delivery.Order.Withdraw;
import io.waymark.domain.delivery.Pending;
import io.waymark.domain.delivery.Recipients;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Consent;
import io.waymark.domain.intervention.OptOuts;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.wire.AttemptCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What is stored or sent on comes back as it was. */
class DeliverySerializersTest {
  private static final String CRM = "crm";
  private static final Trigger TRIGGER =
      quietFrom(issued("t1", Purpose.MARKETING, "email", TEN - 5, TEN), TEN + HOUR / 2);
  private static final Alert ALERT = alert("a1", Alert.Status.OPEN, TEN);
  private static final Dispatch OF_TRIGGER = Dispatch.of(TRIGGER, "{\"ผู้\":1}");
  private static final Dispatch OF_ALERT = Dispatch.of(ALERT, "{}");
  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt(
              "crm", Attempt.Status.DEAD, OF_TRIGGER, 9, null, "timeout", TEN, 15_000L, null),
          new Attempt(
              "crm",
              Attempt.Status.FAILED,
              OF_ALERT.withoutBody(),
              1,
              503,
              null,
              TEN,
              7L,
              TEN + HOUR));

  @Test
  void attempts() throws Exception {
    AttemptCodec codec = new AttemptCodec();
    for (Attempt attempt : ATTEMPTS) {
      assertThat(copy(attempt, AttemptSerializer.INSTANCE)).isEqualTo(attempt);
      assertThat(codec.decode(codec.encode(attempt))).isEqualTo(attempt);
    }
  }

  @Test
  void anAttemptOfTheFirstVersionIsFromBeforeAnyErasure() throws Exception {
    Schema first = Subject.DELIVERY.released().get(0);
    GenericRecord record =
        new GenericRecordBuilder(first)
            .set("message_id", "m1")
            .set("destination", CRM)
            .set("lane", 0)
            .set("status", "dead")
            .set("type", "trigger.issued")
            .set("subject_id", "t1")
            .set("attempt", 9)
            .set("at", TEN)
            .set("created_at", TEN)
            .set("expires_at", TEN + HOUR)
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first).encode(record, out);

    assertThat(new AttemptCodec().decode(out.toByteArray()).dispatch().occurredAt()).isZero();
  }

  @Test
  void notices() throws Exception {
    Fact fact = new Fact("f", Fact.Kind.OBJECTION, "ann", TEN, "e", "object", null, null, Map.of());
    for (Notice notice :
        List.of(
            new Notice.OfTrigger(TRIGGER),
            new Notice.OfErasedTrigger(TRIGGER),
            new Notice.OfAlert(ALERT),
            new Notice.OfErasedAlert("a1"),
            new Notice.OfFact(fact),
            new Notice.OfRedelivery(ATTEMPTS.get(0)))) {
      assertThat(copy(notice, NoticeSerializer.INSTANCE)).isEqualTo(notice);
    }
  }

  @Test
  void orders() throws Exception {
    for (Order order :
        List.of(
            new Deliver(CRM, OF_TRIGGER, false),
            new Deliver(CRM, OF_ALERT, true),
            new Withdraw(CRM, "m1", "no_consent"),
            new Forget(CRM, "a1", "erased"))) {
      assertThat(copy(order, OrderSerializer.INSTANCE)).isEqualTo(order);
    }
  }

  @Test
  void lanes() throws Exception {
    for (Pending.Standing standing : Pending.Standing.values()) {
      for (String stop : Arrays.asList(null, "erased")) {
        Pending pending =
            new Pending(
                7,
                "m1",
                "t1",
                TEN - 5,
                TEN,
                TEN + HOUR,
                0,
                TEN + 5,
                3,
                1,
                standing,
                stop,
                stop == null);
        assertThat(copy(pending, PendingSerializer.INSTANCE)).isEqualTo(pending);
      }
    }
    for (LaneHealth health : List.of(LaneHealth.GOOD, new LaneHealth(TEN, TEN + 5, "gone"))) {
      assertThat(copy(health, LaneHealthSerializer.INSTANCE)).isEqualTo(health);
    }
  }

  @Test
  void customers() throws Exception {
    Recipients recipients = new Recipients(List.of(destination("crm"), destination("other")));
    Correspondence sent = recipients.route(Correspondence.EMPTY, TRIGGER, OF_TRIGGER, TEN).state();
    Correspondence refused =
        new Correspondence(
            Map.of(Purpose.MARKETING, new Consent(false, TEN, "e1")),
            new OptOuts(Map.of("email", TEN)),
            sent.sent());

    assertThat(copy(refused, CorrespondenceSerializer.INSTANCE)).isEqualTo(refused);
  }

  private static <T> T copy(T value, ImmutableSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
