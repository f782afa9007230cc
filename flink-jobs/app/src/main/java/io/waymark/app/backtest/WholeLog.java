package io.waymark.app.backtest;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The only split of a backtest: merging by time needs one reader. A backtest takes no checkpoints
 * and starts afresh.
 */
record WholeLog() implements SourceSplit, Serializable {
  static final SimpleVersionedSerializer<WholeLog> SERIALIZER =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        public byte[] serialize(WholeLog log) {
          return new byte[0];
        }

        @Override
        public WholeLog deserialize(int version, byte[] bytes) {
          return new WholeLog();
        }
      };

  @Override
  public String splitId() {
    return "log";
  }

  /** Gives the log to the first reader that comes. */
  static final class Enumerator implements SplitEnumerator<WholeLog, WholeLog> {
    private final SplitEnumeratorContext<WholeLog> context;
    private boolean given;

    Enumerator(SplitEnumeratorContext<WholeLog> context) {
      this.context = context;
    }

    @Override
    public void addReader(int subtask) {
      if (!given) {
        given = true;
        context.assignSplit(new WholeLog(), subtask);
      }
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<WholeLog> splits, int subtask) {
      throw new IllegalStateException("a backtest is not resumed: run it again");
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public WholeLog snapshotState(long checkpoint) {
      return new WholeLog();
    }

    @Override
    public void start() {}

    @Override
    public void close() {}
  }
}
