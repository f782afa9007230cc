package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/**
 * Where something is measured.
 *
 * @param touchpoint page group, queue, branch or flow step; {@link #EVERYWHERE} for all together; a
 *     {@link Subject} and its name, say {@code topic:billing}, for all that is about it
 * @param channel null for all together
 * @param persona null for all together
 */
public record Place(String touchpoint, @Nullable String channel, @Nullable String persona) {
  /** The touchpoint that stands for all. */
  public static final String EVERYWHERE = "*";

  /** The touchpoint, channel or persona that stands for all that have no figures of their own. */
  public static final String OTHERS = "(others)";

  /** All that is about it, in all channels. */
  public static Place about(Subject subject, String name) {
    return new Place(subject.named(name), null, null);
  }

  /** What it is about; null of a touchpoint and of {@link #EVERYWHERE}. */
  public @Nullable Subject subject() {
    return Subject.of(touchpoint);
  }
}
