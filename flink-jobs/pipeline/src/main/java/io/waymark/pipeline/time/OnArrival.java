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
  private OnArrival() {}

  public static <T> WatermarkStrategy<T> strategy() {
    return WatermarkStrategy.<T>forGenerator(context -> new OnArrival<>());
  }

  @Override
  public void onEvent(T element, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(InstantSource.system().millis()));
  }
}
