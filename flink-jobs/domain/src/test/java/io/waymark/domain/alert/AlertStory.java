package io.waymark.domain.alert;

import io.waymark.domain.anomaly.BusinessCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leads one group's alert through its life: time goes on with each report. */
final class AlertStory {
  private final AlertLifecycle lifecycle = new AlertLifecycle();
  private final List<Alert> emitted = new ArrayList<>();
  private final UsualCustomers customers = new UsualCustomers(BusinessCalendar.PLAIN);
  private final HeapHours hours = new HeapHours();
  private @Nullable Usual usual;
  private @Nullable AlertState state;

  void take(Report report) {
    // At the same time reports come first.
    until(report.at() - 1);
    take(lifecycle.advance(state, report, usual(report.at()), report.at()));
  }

  void until(long time) {
    long next = new AlertLifecycle.Step(state, null).wakeAt();
    while (next <= time) {
      take(lifecycle.wake(state, usual(next), next));
      next = new AlertLifecycle.Step(state, null).wakeAt();
    }
  }

  private @Nullable Long usual(long now) {
    usual = customers.advance(usual, state == null ? null : state.recent(), now, hours);
    return usual.customers();
  }

  private void take(AlertLifecycle.Step step) {
    state = step.state();
    if (step.emitted() != null) {
      emitted.add(step.emitted());
    }
  }

  List<Alert> emitted() {
    return emitted;
  }

  Alert last() {
    return emitted.get(emitted.size() - 1);
  }

  Set<String> ids() {
    return emitted.stream().map(Alert::alertId).collect(Collectors.toSet());
  }

  @Nullable AlertState state() {
    return state;
  }
}
