package io.waymark.pipeline.intervention;

import io.waymark.domain.event.CodePoints;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import java.util.Comparator;

/** What decisions about a customer are made from. */
public sealed interface Observation {
  /** Facts first, so that a decision knows all that was known at its time. */
  Comparator<Observation> ORDER_WITHIN_TIME =
      Comparator.<Observation>comparingInt(o -> o instanceof OfFact ? 0 : 1)
          .thenComparing(Observation::id, CodePoints::compare)
          .thenComparingInt(Observation::rank);

  String customerId();

  long time();

  String id();

  /** Place among those of one id at one time. */
  int rank();

  /** A signal about the customer. */
  record OfSignal(Signal signal) implements Observation {
    @Override
    public String customerId() {
      return signal.customerId();
    }

    @Override
    public long time() {
      return signal.occurredAt();
    }

    @Override
    public String id() {
      return signal.signalId();
    }

    @Override
    public int rank() {
      return signal.status().ordinal();
    }
  }

  /** A fact about the customer; facts of one time come in the order of their events. */
  record OfFact(Fact fact) implements Observation {
    @Override
    public String customerId() {
      return fact.customerId();
    }

    @Override
    public long time() {
      return fact.occurredAt();
    }

    @Override
    public String id() {
      return fact.eventId();
    }

    @Override
    public int rank() {
      return fact.kind().ordinal();
    }
  }
}
