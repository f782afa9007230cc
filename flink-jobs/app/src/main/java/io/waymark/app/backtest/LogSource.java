package io.waymark.app.backtest;

import io.waymark.pipeline.wire.Arrival;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A log of files as one bounded stream, read by one reader in order of time. It gives the
 * watermarks itself and ends with one at the latest time of the log, or at {@code until}, so that
 * exactly the deadlines up to then come due.
 *
 * @param files what to read
 * @param bound out-of-orderness allowed, in milliseconds
 * @param until events after this time are not read; {@link Long#MAX_VALUE} for all
 * @param reading name of the {@link Reading} to report to
 */
record LogSource(LogFiles files, long bound, long until, String reading)
    implements Source<Arrival, WholeLog, WholeLog> {

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Arrival, WholeLog> createReader(SourceReaderContext context) {
    return new LogReader(this);
  }

  @Override
  public SplitEnumerator<WholeLog, WholeLog> createEnumerator(
      SplitEnumeratorContext<WholeLog> context) {
    return new WholeLog.Enumerator(context);
  }

  @Override
  public SplitEnumerator<WholeLog, WholeLog> restoreEnumerator(
      SplitEnumeratorContext<WholeLog> context, WholeLog log) {
    return createEnumerator(context);
  }

  @Override
  public SimpleVersionedSerializer<WholeLog> getSplitSerializer() {
    return WholeLog.SERIALIZER;
  }

  @Override
  public SimpleVersionedSerializer<WholeLog> getEnumeratorCheckpointSerializer() {
    return WholeLog.SERIALIZER;
  }
}
