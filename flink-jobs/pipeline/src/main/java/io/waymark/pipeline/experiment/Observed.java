package io.waymark.pipeline.experiment;

import io.waymark.domain.event.CodePoints;
import io.waymark.domain.experiment.Enrolment;
import io.waymark.domain.experiment.OutcomeState;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import java.util.Comparator;

/** What outcomes of a customer are made from. */
public sealed interface Observed {
  /** What was before first; what a customer was worth before an assignment comes before it. */
  Comparator<Observed> ORDER_WITHIN_TIME =
      Comparator.comparingInt(Observed::rank).thenComparing(Observed::id, CodePoints::compare);

  String customerId();

  /** When it is taken into account. */
  long time();

  /** When what it rests on was known: an erasure of later concerns it. */
  default long knownSince() {
    return time();
  }

  /** The same on any run. */
  String id();

  /** Place among those of one time. */
  int rank();

  /**
   * What was watched of somebody unknown goes on with the customer.
   *
   * @param anonymousId as a customer
   */
  record OfJoining(String customerId, String anonymousId, long time, OutcomeState state)
      implements Observed {
    @Override
    public String id() {
      return anonymousId;
    }

    @Override
    public int rank() {
      return 0;
    }
  }

  /** A fact about the customer. */
  record OfFact(Fact fact) implements Observed {
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
      return fact.factId();
    }

    @Override
    public int rank() {
      return 1;
    }
  }

  /** A signal about the customer. */
  record OfSignal(Signal signal) implements Observed {
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
      return 2;
    }
  }

  /** The customer takes part in an experiment. */
  record OfEnrolment(Enrolment enrolment) implements Observed {
    @Override
    public String customerId() {
      return enrolment.customerId();
    }

    @Override
    public long time() {
      return enrolment.at();
    }

    @Override
    public long knownSince() {
      return Math.min(enrolment.at(), enrolment.assignedAt());
    }

    @Override
    public String id() {
      return enrolment.experiment() + " " + enrolment.ruleVersion() + " " + enrolment.signalId();
    }

    @Override
    public int rank() {
      return 3;
    }
  }

  /**
   * Somebody unknown turned out to be a customer.
   *
   * @param customerId the unknown one
   * @param known who it is
   */
  record OfMerge(String customerId, String known, long time) implements Observed {
    @Override
    public String id() {
      return known;
    }

    @Override
    public int rank() {
      return 4;
    }
  }
}
