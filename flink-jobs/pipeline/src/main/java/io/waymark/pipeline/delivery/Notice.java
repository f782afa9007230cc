package io.waymark.pipeline.delivery;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.alert.AlertChange;
import java.util.Objects;

/** What deliveries depend on. */
sealed interface Notice {
  /** What {@link #since} answers of what holds whoever was erased. */
  long ALWAYS = Long.MAX_VALUE;

  /** Whom it is about: a customer, or an alert. */
  String key();

  /** From when it is: an erasure then or later makes it void. */
  long since();

  /** What has become of an alert. */
  static Notice of(AlertChange change) {
    Alert alert = change.alert();
    return alert == null ? new OfErasedAlert(change.alertId()) : new OfAlert(alert);
  }

  /** A trigger to tell of. */
  record OfTrigger(Trigger trigger) implements Notice {
    @Override
    public String key() {
      return trigger.customerId();
    }

    @Override
    public long since() {
      // Not when it was decided: that is by another clock, and later than what it was decided on.
      return trigger.status() == Trigger.Status.ISSUED ? trigger.occurredAt() : ALWAYS;
    }
  }

  /** A trigger that is taken back, of a customer who was erased after what led to it. */
  record OfErasedTrigger(Trigger trigger) implements Notice {
    @Override
    public String key() {
      return trigger.customerId();
    }

    @Override
    public long since() {
      return ALWAYS;
    }
  }

  /** An alert to tell of. */
  record OfAlert(Alert alert) implements Notice {
    @Override
    public String key() {
      return alert.alertId();
    }

    @Override
    public long since() {
      return alert.lastAt();
    }
  }

  /** An alert that there is not any more, nor ever was for all that is to be told. */
  record OfErasedAlert(String alertId) implements Notice {
    @Override
    public String key() {
      return alertId;
    }

    @Override
    public long since() {
      return ALWAYS;
    }
  }

  /** Something that a customer said, perhaps. */
  record OfFact(Fact fact) implements Notice {
    @Override
    public String key() {
      return fact.customerId();
    }

    @Override
    public long since() {
      return fact.occurredAt();
    }
  }

  /** What is to be sent once more. */
  record OfRedelivery(Attempt attempt) implements Notice {
    @Override
    public String key() {
      return Objects.requireNonNullElse(
          attempt.dispatch().message().customerId(), attempt.dispatch().subjectId());
    }

    @Override
    public long since() {
      return attempt.dispatch().occurredAt();
    }
  }
}
