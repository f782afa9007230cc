package io.waymark.pipeline.time;

import java.time.InstantSource;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The time of a stream that is never behind, because nobody stored what comes of it: always now by
 * the wall clock.
 */
public final class OnArrival<T> implements WatermarkGenerator<T> {
  private final InstantSource clock;

  private OnArrival(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param clock has to be serializable, as those of the JDK are
   */
  public static <T> WatermarkStrategy<T> strategy(InstantSource clock) {
    return WatermarkStrategy.<T>forGenerator(context -> new OnArrival<>(clock));
  }

  @Override
  public void onEvent(T element, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(clock.millis()));
  }
}
