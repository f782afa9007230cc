package io.waymark.pipeline.delivery;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Trigger;

/** Bodies that tell no more than what they are about, and of whom. */
public final class TestBodies implements Bodies {
  private static final long serialVersionUID = 1L;

  @Override
  public String of(Trigger trigger) {
    String customer = trigger.customerId();
    return "{\"trigger_id\":\"" + trigger.triggerId() + "\",\"of\":\"" + customer + "\"}";
  }

  @Override
  public String of(Alert alert) {
    return "{\"alert_id\":\"" + alert.alertId() + "\"}";
  }
}
