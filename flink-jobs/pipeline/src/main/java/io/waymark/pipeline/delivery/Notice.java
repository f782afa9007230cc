package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Alert;
import io.waymark.domain.intervention.Trigger;
import java.util.Objects;

/** What deliveries depend on. */
sealed interface Notice {

  /** Whom it is about: a customer, or an alert. */
  String key();

  /** A trigger to tell of. */
  record OfTrigger(Trigger trigger) implements Notice {
    @Override
    public String key() {
      return trigger.customerId();
    }
  }

  /** An alert to tell of. */
  record OfAlert(Alert alert) implements Notice {
    @Override
    public String key() {
      return alert.alertId();
    }
  }

  /** Something that a customer said, perhaps. */
  record OfFact(Fact fact) implements Notice {
    @Override
    public String key() {
      return fact.customerId();
    }
  }

  /** What is to be sent once more. */
  record OfRedelivery(Attempt attempt) implements Notice {
    @Override
    public String key() {
      return Objects.requireNonNullElse(
          attempt.dispatch().message().customerId(), attempt.dispatch().subjectId());
    }
  }
}
