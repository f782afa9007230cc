package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/**
 * Where something is measured.
 *
 * @param touchpoint page group, queue, branch or flow step; {@link #EVERYWHERE} for all together
 * @param channel null for all together
 * @param persona null for all together
 */
public record Place(String touchpoint, @Nullable String channel, @Nullable String persona) {
  /** The touchpoint that stands for all. */
  public static final String EVERYWHERE = "*";
}
