package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Order;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.delivery.Notice.OfFact;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import io.waymark.pipeline.delivery.Notice.OfTrigger;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.erasure.ErasureSettings;
import java.time.InstantSource;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * From triggers and alerts to the systems that act on them, and to what became of each: at least
 * once under one id, with the same body. Lives by the wall clock: the time of what it reads is when
 * that was written, and says how far it has been read. What customers are to be told waits after a
 * start until everything has been read that was written before.
 */
public final class DeliveryTopology {
  static final OutputTag<Attempt> UNTOLD = new OutputTag<>("untold", AttemptSerializer.TYPE);
  static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", ErasureSerializer.TYPE);

  private DeliveryTopology() {}

  /**
   * What is to be told, and what that depends on. The watermark of each says that everything is
   * here that was written until then.
   *
   * @param alerts as they change; what waits of one that is taken back goes to nobody
   * @param facts a customer may withdraw what is on its way
   * @param redeliveries what could not be delivered and is to be sent once more
   */
  public record Input(
      DataStream<Trigger> triggers,
      DataStream<AlertChange> alerts,
      DataStream<Fact> facts,
      DataStream<Attempt> redeliveries) {}

  /** What became of messages, and receipts for those of erased customers. */
  public record Outcome(DataStream<Attempt> attempts, DataStream<Erasure> erasures) {}

  /**
   * Delivers.
   *
   * @param clock by which the job is started; has to be serializable, as those of the JDK are
   */
  public static Outcome deliver(
      Input input, Senders senders, Bodies bodies, ErasureSettings erasures, InstantSource clock) {
    SingleOutputStreamOperator<Notice> notices =
        notices(input)
            .keyBy(new ByPseudonym<>(erasures.salt(), Notice::key), Types.STRING)
            .process(new NoticeGate(erasures.remembered().toMillis()), NoticeSerializer.TYPE)
            .uid(OperatorIds.GATE)
            .name(OperatorIds.GATE);
    SingleOutputStreamOperator<Order> orders =
        notices
            .keyBy(Notice::key, Types.STRING)
            .process(
                new RecipientsFunction(senders, bodies, erasures.salt(), clock),
                OrderSerializer.TYPE)
            .uid(OperatorIds.RECIPIENTS)
            .name(OperatorIds.RECIPIENTS);
    DataStream<Attempt> attempts =
        orders
            .keyBy(Order::destination, Types.STRING)
            .transform(OperatorIds.OUTBOX, AttemptSerializer.TYPE, new OutboxOperator(senders))
            .uid(OperatorIds.OUTBOX);
    return new Outcome(
        attempts.union(orders.getSideOutput(UNTOLD), notices.getSideOutput(UNTOLD)),
        orders.getSideOutput(ERASURES));
  }

  private static DataStream<Notice> notices(Input input) {
    return notices(input.triggers(), OfTrigger::new, OperatorIds.TRIGGERS)
        .union(
            notices(input.alerts(), Notice::of, OperatorIds.ALERTS),
            notices(input.facts(), OfFact::new, OperatorIds.FACTS),
            notices(input.redeliveries(), OfRedelivery::new, OperatorIds.REDELIVERIES));
  }

  private static <T> DataStream<Notice> notices(
      DataStream<T> stream, MapFunction<T, Notice> notice, String id) {
    return stream.map(notice, NoticeSerializer.TYPE).uid(id).name(id);
  }
}
