package io.waymark.app.kafka;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.alert.AlertChangeSerializer;
import io.waymark.pipeline.delivery.AttemptSerializer;
import io.waymark.pipeline.experiment.OutcomeSerializer;
import io.waymark.pipeline.intervention.DecisionSerializer;
import io.waymark.pipeline.intervention.TriggerSerializer;
import io.waymark.pipeline.journey.DeadLetterSerializer;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.JourneyChangeSerializer;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.SignalSerializer;
import io.waymark.pipeline.wire.AlertCodec;
import io.waymark.pipeline.wire.AttemptCodec;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DecisionCodec;
import io.waymark.pipeline.wire.FactCodec;
import io.waymark.pipeline.wire.JourneyCodec;
import io.waymark.pipeline.wire.OutcomeCodec;
import io.waymark.pipeline.wire.SignalCodec;
import io.waymark.pipeline.wire.TriggerCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What other jobs wrote, from the beginning of its topics on a fresh start, with the time of {@link
 * FrontierSource}: it goes on while nothing is written.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 * @param group under which offsets are published; nothing is read from it
 * @param outOfOrderness how much later than a younger one of its partition an older one may come
 * @param clockSkew {@code waymark.clock-skew}
 * @param time which time elements have
 */
public record ResultSource(
    Properties client, String group, Duration outOfOrderness, Duration clockSkew, Time time) {
  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetterSerializer.TYPE);

  /** The time of elements, and with it what the watermark says. */
  public enum Time {
    /** When what they tell of happened. */
    OCCURRED,
    /** When they were written: however old what they tell of is, it holds nobody back. */
    WRITTEN
  }

  /** Elements with their time, and the records that are none. */
  public record Read<T>(DataStream<T> elements, DataStream<DeadLetter> deadLetters) {}

  public Read<Signal> signals(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "signals", SignalReader::new, SignalSerializer.TYPE);
  }

  public Read<Fact> facts(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "facts", FactReader::new, FactSerializer.TYPE);
  }

  /** Snapshots of journeys, and that there is none any more. */
  public Read<JourneyChange> journeys(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "journeys", JourneyReader::new, JourneyChangeSerializer.TYPE);
  }

  public Read<Trigger> triggers(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "triggers", TriggerReader::new, TriggerSerializer.TYPE);
  }

  /** Alerts as they change, and that they are taken back, because their customers were erased. */
  public Read<AlertChange> alerts(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "alerts", AlertReader::new, AlertChangeSerializer.TYPE);
  }

  public Read<Decision> decisions(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "decisions", DecisionReader::new, DecisionSerializer.TYPE);
  }

  public Read<Outcome> outcomes(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "outcomes", OutcomeReader::new, OutcomeSerializer.TYPE);
  }

  /** What became of messages to destinations. */
  public Read<Attempt> deliveries(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "deliveries", AttemptReader::new, AttemptSerializer.TYPE);
  }

  public Read<Attempt> redeliveries(StreamExecutionEnvironment env, String topic) {
    return read(env, topic, "redeliveries", AttemptReader::new, AttemptSerializer.TYPE);
  }

  private <T> Read<T> read(
      StreamExecutionEnvironment env,
      String topic,
      String id,
      Decoded.Decoders<T> decoders,
      TypeInformation<T> type) {
    Properties consumer = new Properties();
    // What a transaction took back was never said.
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.putAll(client);
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    Decoded<T> schema = new Decoded<>(decoders, time);
    KafkaSource<Polled<Either<DeadLetter, T>>> kafka =
        KafkaSource.<Polled<Either<DeadLetter, T>>>builder()
            .setProperties(consumer)
            .setTopics(topic)
            .setStartingOffsets(new WithoutGaps())
            .setDeserializer(schema)
            .build();
    EitherTypeInfo<DeadLetter, T> either = new EitherTypeInfo<>(DeadLetterSerializer.TYPE, type);
    SingleOutputStreamOperator<T> elements =
        env.fromSource(
                new FrontierSource<>(kafka, schema, consumer, outOfOrderness, clockSkew, either),
                WatermarkStrategy.noWatermarks(),
                id,
                either)
            .uid(id)
            .process(new Parted<T>(), type)
            .name("decoded-" + id)
            .uid("decoded-" + id);
    return new Read<>(elements, elements.getSideOutput(DEAD_LETTERS));
  }

  private static final class Parted<T> extends ProcessFunction<Either<DeadLetter, T>, T> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Either<DeadLetter, T> read, Context context, Collector<T> out) {
      if (read.isRight()) {
        out.collect(read.right());
      } else {
        context.output(DEAD_LETTERS, read.left());
      }
    }
  }

  private static final class SignalReader implements Decoded.Decoder<Signal> {
    private final SignalCodec codec = new SignalCodec();

    @Override
    public Signal decode(byte[] value) throws UndecodableException {
      return codec.decode(value);
    }

    @Override
    public long time(Signal signal) {
      return signal.occurredAt();
    }
  }

  static final class FactReader implements Decoded.Decoder<Fact> {
    private final FactCodec codec = new FactCodec();

    @Override
    public Fact decode(byte[] value) throws UndecodableException {
      return codec.decode(value);
    }

    @Override
    public long time(Fact fact) {
      return fact.occurredAt();
    }
  }

  static final class JourneyReader implements Decoded.Decoder<JourneyChange> {
    private static final long NO_TIME = Long.MIN_VALUE;

    private final JourneyCodec codec = new JourneyCodec();

    @Override
    public JourneyChange decode(byte[] value) throws UndecodableException {
      JourneySnapshot snapshot = codec.decode(value);
      return new JourneyChange(snapshot.customerId(), snapshot.updatedAt(), value);
    }

    @Override
    public long time(JourneyChange change) {
      return change.at();
    }

    @Override
    public JourneyChange deleted(String customer) {
      return new JourneyChange(customer, NO_TIME, null);
    }
  }

  private static final class TriggerReader implements Decoded.Decoder<Trigger> {
    private final TriggerCodec codec = new TriggerCodec();

    @Override
    public Trigger decode(byte[] value) throws UndecodableException {
      return codec.decode(value);
    }

    @Override
    public long time(Trigger trigger) {
      return trigger.decidedAt();
    }
  }

  static final class AlertReader implements Decoded.Decoder<AlertChange> {
    private final AlertCodec codec = new AlertCodec();

    @Override
    public AlertChange decode(byte[] value) throws UndecodableException {
      Alert alert = codec.decode(value);
      return new AlertChange(alert.alertId(), alert);
    }

    @Override
    public long time(AlertChange change) {
      return Objects.requireNonNull(change.alert(), "what is taken back has no time").lastAt();
    }

    @Override
    public AlertChange deleted(String alertId) {
      return new AlertChange(alertId, null);
    }
  }

  private static final class DecisionReader implements Decoded.Decoder<Decision> {
    private final DecisionCodec codec = new DecisionCodec();

    @Override
    public Decision decode(byte[] value) throws UndecodableException {
      return codec.decode(value);
    }

    @Override
    public long time(Decision decision) {
      return decision.decidedAt();
    }
  }

  private static final class OutcomeReader implements Decoded.Decoder<Outcome> {
    private final OutcomeCodec codec = new OutcomeCodec();

    @Override
    public Outcome decode(byte[] value) throws UndecodableException {
      return codec.decode(value);
    }

    @Override
    public long time(Outcome outcome) {
      return outcome.at();
    }
  }

  private static final class AttemptReader implements Decoded.Decoder<Attempt> {
    private final AttemptCodec codec = new AttemptCodec();

    @Override
    public Attempt decode(byte[] value) throws UndecodableException {
      return codec.decode(value);
    }

    @Override
    public long time(Attempt attempt) {
      return attempt.at();
    }
  }
}
