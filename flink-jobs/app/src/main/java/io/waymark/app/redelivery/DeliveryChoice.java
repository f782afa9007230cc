package io.waymark.app.redelivery;

import io.waymark.domain.delivery.Attempt;
import java.util.Set;

/**
 * Which attempts are meant. An empty set lets everything through.
 *
 * @param ids of messages, triggers or alerts
 */
public record DeliveryChoice(
    Set<String> ids, Set<String> destinations, Set<Attempt.Status> statuses) {

  public boolean takes(Attempt attempt) {
    return isAboutOne(attempt)
        && (destinations.isEmpty() || destinations.contains(attempt.destination()))
        && (statuses.isEmpty() || statuses.contains(attempt.status()));
  }

  private boolean isAboutOne(Attempt attempt) {
    return ids.isEmpty()
        || ids.contains(attempt.dispatch().message().id())
        || ids.contains(attempt.dispatch().subjectId());
  }
}
