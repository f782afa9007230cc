package io.waymark.pipeline.intervention;

import io.waymark.domain.event.CodePoints;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.InterventionState;
import java.util.Comparator;

/** What decisions about a customer are made from. */
public sealed interface Observation {
  /** What was known before comes first, then facts, so that a decision knows all there is. */
  Comparator<Observation> ORDER_WITHIN_TIME =
      Comparator.<Observation>comparingInt(Observation::turn)
          .thenComparing(Observation::id, CodePoints::compare)
          .thenComparingInt(Observation::rank);

  String customerId();

  long time();

  String id();

  /** Place among those of one time. */
  int turn();

  /** Place among those of one id at one time. */
  int rank();

  /** Whether it is of somebody unknown. */
  default boolean isAnonymous() {
    return customerId().startsWith(Event.ANONYMOUS);
  }

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
    public int turn() {
      return 2;
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
    public int turn() {
      return 1;
    }

    @Override
    public int rank() {
      return fact.kind().ordinal();
    }
  }

  /** What was remembered of somebody unknown who turned out, at that time, to be the customer. */
  record OfHandOver(String customerId, String anonymousId, long time, InterventionState state)
      implements Observation {
    @Override
    public String id() {
      return anonymousId;
    }

    @Override
    public int turn() {
      return 0;
    }

    @Override
    public int rank() {
      return 0;
    }
  }

  /** A signal about a customer of whom everything has been deleted. */
  record OfErased(Signal signal) implements Observation {
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
    public int turn() {
      return 2;
    }

    @Override
    public int rank() {
      return signal.status().ordinal();
    }
  }
}
