package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Place;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up what its subtask measures, and passes it on when figures are told next: so a place where
 * everybody is costs its one owner no more than any other. Has nothing at hand when a checkpoint is
 * taken, and so no state.
 */
final class SumMeasurementsOperator extends AbstractStreamOperator<Subtotal>
    implements OneInputStreamOperator<Measurement, Subtotal> {
  private static final long serialVersionUID = 1L;

  /** Bounds the memory of a backlog, in which many windows are open. */
  private static final int MOST = 4_096;

  private transient Map<PlaceWindow, PulseWindow> windows;
  private transient Map<Place, Standing> standings;
  private transient long passedOn;

  private record PlaceWindow(Place place, long start) {}

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  SumMeasurementsOperator() {}

  @Override
  public void open() throws Exception {
    super.open();
    windows = new HashMap<>();
    standings = new HashMap<>();
    passedOn = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<Measurement> element) {
    Measurement measurement = element.getValue();
    for (Place place : measurement.where().places()) {
      if (Standing.isOf(measurement.reading())) {
        standings
            .computeIfAbsent(place, p -> new Standing())
            .add(measurement.reading(), measurement.amount());
      } else {
        windows
            .computeIfAbsent(
                new PlaceWindow(place, Windows.start(measurement.time())), w -> new PulseWindow())
            .add(measurement.reading(), measurement.amount());
      }
    }
    if (windows.size() + standings.size() >= MOST) {
      passOn();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long update = Math.floorDiv(mark.getTimestamp(), Windows.UPDATED_EVERY);
    if (update > passedOn) {
      passedOn = update;
      passOn();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    passOn();
  }

  @Override
  public void finish() {
    passOn();
  }

  private void passOn() {
    windows.forEach(
        (where, window) ->
            output.collect(
                new StreamRecord<>(
                    new Subtotal(where.place(), where.start(), window, new Standing()))));
    standings.forEach(
        (place, standing) -> {
          if (!standing.isEmpty()) {
            output.collect(
                new StreamRecord<>(
                    new Subtotal(place, Subtotal.NO_WINDOW, new PulseWindow(), standing)));
          }
        });
    windows.clear();
    standings.clear();
  }
}
