package io.waymark.domain.journey;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a journey.
 *
 * @param id what rules and results call it; labels are for people
 * @param labels what people call it, by language: {@code en}, {@code th}, ...
 * @param overstayedAfter milliseconds in it after which {@code stage_overstayed} is derived; null
 *     for never
 */
public record Stage(String id, Map<String, String> labels, @Nullable Long overstayedAfter) {

  /** Whether a model can't have parts of both names: in what is stored they are the same. */
  public static boolean clash(String one, String other) {
    return IdHash.of(one) == IdHash.of(other);
  }
}
