package io.waymark.bench.contender;

import io.waymark.bench.log.Patterns.Condition;
import io.waymark.bench.log.Patterns.Pattern;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.UndecodableException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as a user of Flink CEP or SQL would model it: a POJO of what the patterns ask for.
 *
 * @param number the attribute that the event's type has beside its value; 0 if it is no number
 */
public record Click(
    String type,
    long time,
    String session,
    @Nullable String cart,
    @Nullable String form,
    @Nullable String conversation,
    double value,
    double number) {

  static Click of(Event event) {
    double number = 0;
    for (String name : new String[] {"results", "nps", "load_ms"}) {
      if (event.attribute(name) instanceof Long found) {
        number = found;
      }
    }
    return new Click(
        event.type(),
        event.time(),
        String.valueOf(event.sessionId()),
        (String) event.attribute("cart_id"),
        (String) event.attribute("form_id"),
        (String) event.attribute("conversation_id"),
        event.attribute("value") instanceof Double value ? value : 0,
        number);
  }

  /** What tells instances of the pattern apart; null if the event belongs to none. */
  @Nullable String key(Pattern pattern) {
    return switch (pattern.key()) {
      case "session_id" -> session;
      case "cart_id" -> cart;
      case "form_id" -> form;
      case "conversation_id" -> conversation;
      default -> throw new IllegalArgumentException(pattern.key());
    };
  }

  /** Whether it is of the type and, for the first step, as the pattern demands. */
  boolean matches(Pattern pattern, int step) {
    Condition where = step == 0 ? pattern.where() : null;
    return type.equals(pattern.steps().get(step))
        && (where == null || where.holds(where.attribute().equals("value") ? value : number));
  }

  /** The same as a JavaBean, which is what Esper reads fastest. */
  public static final class Bean {
    private final Click click;

    public Bean(Click click) {
      this.click = click;
    }

    public String getType() {
      return click.type;
    }

    public long getTime() {
      return click.time;
    }

    public String getSession() {
      return click.session;
    }

    public @Nullable String getCart() {
      return click.cart;
    }

    public @Nullable String getForm() {
      return click.form;
    }

    public @Nullable String getConversation() {
      return click.conversation;
    }

    public double getValue() {
      return click.value;
    }

    public double getNumber() {
      return click.number;
    }
  }

  /** Reads it from the log. */
  static final class Decoding implements KafkaRecordDeserializationSchema<Click> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable InteractionCodec codec;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Click> out) {
      if (codec == null) {
        codec = new InteractionCodec();
      }
      try {
        out.collect(of(codec.decode(record.value())));
      } catch (UndecodableException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public TypeInformation<Click> getProducedType() {
      return TypeInformation.of(Click.class);
    }
  }
}
