package io.waymark.domain.journey;

import io.waymark.domain.event.Event;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How an event is felt, from -1 (bad) to 1 (good). */
public sealed interface Valence {

  /** The valence; empty if the event does not say. */
  OptionalDouble in(Event event);

  /** The same for all such events. */
  record Always(double value) implements Valence {
    @Override
    public OptionalDouble in(Event event) {
      return OptionalDouble.of(value);
    }
  }

  /**
   * An attribute on a scale: its middle is 0.
   *
   * @param least the worst value
   * @param most the best value, more than {@code least}
   */
  record Scaled(String of, double least, double most) implements Valence {
    @Override
    public OptionalDouble in(Event event) {
      Double value = number(event, of);
      return value == null ? OptionalDouble.empty() : scaled(value, least, most);
    }
  }

  /**
   * A {@code survey_response}: its score on its own scale, in its own direction. Without the ends
   * of the scale nothing is known.
   */
  record Survey() implements Valence {
    @Override
    public OptionalDouble in(Event event) {
      Double score = number(event, "score");
      Double least = number(event, "scale_min");
      Double most = number(event, "scale_max");
      if (score == null || least == null || most == null || least >= most) {
        return OptionalDouble.empty();
      }
      return "lower_is_better".equals(event.attribute("direction"))
          ? scaled(least + most - score, least, most)
          : scaled(score, least, most);
    }
  }

  private static OptionalDouble scaled(double value, double least, double most) {
    double share = (value - least) / (most - least);
    return OptionalDouble.of(Math.max(-1, Math.min(1, 2 * share - 1)));
  }

  private static @Nullable Double number(Event event, String name) {
    return event.attribute(name) instanceof Number number ? (Double) number.doubleValue() : null;
  }
}
