package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.BusinessCalendar;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.pulse.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What was learnt of places before, say by a backtest. */
public interface LearntSource extends Serializable {
  /** Nothing is known from before. */
  LearntSource NONE = calendar -> Learnt.NOTHING;

  /**
   * For one subtask.
   *
   * @param calendar by which hours are alike here
   * @throws IOException if it cannot be read, or was learnt by other hours
   */
  Learnt open(BusinessCalendar calendar) throws IOException;

  /** What is known. */
  interface Learnt extends Closeable {
    Learnt NOTHING = place -> null;

    /** Null if nothing is known of the place. */
    @Nullable LearntPlace of(Place place) throws IOException;

    @Override
    default void close() throws IOException {}
  }
}
