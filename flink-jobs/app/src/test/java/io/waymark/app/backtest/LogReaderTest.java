package io.waymark.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.pipeline.wire.Arrival;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogReaderTest {
  private final Reading reading = Reading.open();
  private final LogReader reader =
      new LogReader(
          new LogSource(new LogFiles(List.of(), null, 1_000), 0, Long.MAX_VALUE, reading.name()));

  @AfterEach
  void close() throws Exception {
    reader.close();
    reading.close();
  }

  /** Flink fails a job whose task has ended before it was told that there is no more for it. */
  @Test
  void aLogThatIsReadAtOnceEndsOnlyWhenNothingMoreIsToldToTheReader() throws Exception {
    reader.addSplits(List.of(new WholeLog()));

    assertThat(reader.isAvailable()).isNotDone();
    assertThat(reader.pollNext(new Nowhere())).isEqualTo(InputStatus.NOTHING_AVAILABLE);

    reader.notifyNoMoreSplits();

    assertThat(reader.isAvailable()).isDone();
    assertThat(reader.pollNext(new Nowhere())).isEqualTo(InputStatus.END_OF_INPUT);
  }

  @Test
  void aReaderWithoutALogEnds() throws Exception {
    reader.notifyNoMoreSplits();

    assertThat(reader.pollNext(new Nowhere())).isEqualTo(InputStatus.END_OF_INPUT);
  }

  private static final class Nowhere implements ReaderOutput<Arrival> {
    @Override
    public void collect(Arrival arrival) {
      throw new AssertionError("an empty log holds " + arrival);
    }

    @Override
    public void collect(Arrival arrival, long timestamp) {
      collect(arrival);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<Arrival> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
  }
}
