package io.waymark.pipeline.rules;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
    return updates
        .assignTimestampsAndWatermarks(WatermarkStrategy.forGenerator(context -> new Idle()))
        .uid(id)
        .name(id)
        .broadcast(BroadcastRules.states().toArray(MapStateDescriptor<?, ?>[]::new));
  }

  /** The rules themselves, for one operator. */
  public RulesOfSignals rules() {
    return new RulesOfSignals(source);
  }

  /** Rules have no part in event time: without this a quiet rules topic would stop all timers. */
  private static final class Idle implements WatermarkGenerator<RuleUpdate> {
    @Override
    public void onEvent(RuleUpdate update, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
