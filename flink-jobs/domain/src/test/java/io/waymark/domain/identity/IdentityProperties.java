package io.waymark.domain.identity;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.reference.Evaluator;
import io.waymark.domain.reference.IdentityAgreement;
import io.waymark.domain.reference.ReferenceSignal;
import java.util.ArrayList;
import java.util.List;

/** People on devices, against the plain meaning. */
final class IdentityProperties extends IdentityAgreement {
  @Override
  protected Evaluator evaluator() {
    return (rules, events) -> {
      People people = new People(rules);
      List<Event> ordered = new ArrayList<>(events);
      ordered.sort(Event.ORDER);
      ordered.forEach(people::take);
      people.until(FrictionEngine.NEVER - 1);
      return ReferenceSignal.of(people.signals);
    };
  }
}
