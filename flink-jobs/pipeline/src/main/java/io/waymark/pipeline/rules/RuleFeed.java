package io.waymark.pipeline.rules;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where an operator after the journeys gets its rules from.
 *
 * @param updates what changes while the job runs; holds back no watermark
 * @param source what there is when the job starts
 */
public record RuleFeed(DataStream<RuleUpdate> updates, RuleSource source) {

  /**
   * The updates, for every subtask.
   *
   * @param id uid and name of the operator that takes the updates out of the reckoning of time
   */
  public BroadcastStream<RuleUpdate> broadcast(String id) {
    return Timeless.of(updates, id)
        .broadcast(BroadcastRules.states().toArray(MapStateDescriptor<?, ?>[]::new));
  }

  /** The rules themselves, for one operator. */
  public RulesOfSignals rules() {
    return new RulesOfSignals(source);
  }
}
