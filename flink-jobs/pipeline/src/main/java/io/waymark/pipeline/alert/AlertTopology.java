package io.waymark.pipeline.alert;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Alert;
import io.waymark.domain.intervention.AlertLifecycle;
import io.waymark.pipeline.rules.RuleFeed;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * From signals to alerts: one for each fire whose rule has {@code alert}, updated when it escalates
 * and resolved with it. Alerts go out at least once, always under the same id.
 */
public final class AlertTopology {
  private AlertTopology() {}

  public static DataStream<Alert> raise(DataStream<Signal> signals, RuleFeed rules) {
    return signals
        .keyBy(AlertLifecycle::alertId, Types.STRING)
        .connect(rules.broadcast(OperatorIds.RULES))
        .process(new RaiseAlertsFunction(rules.rules()), AlertSerializer.TYPE)
        .uid(OperatorIds.ALERTS)
        .name(OperatorIds.ALERTS);
  }
}
