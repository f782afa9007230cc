package io.waymark.app.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * The enumerator of another source, which also tells each reader when all splits have been assigned
 * that are there: see {@link DiscoveryContext}. A reader learns it after the splits it is given.
 */
final class FrontierEnumerator<S extends SourceSplit, C> implements SplitEnumerator<S, C> {
  private final SplitEnumerator<S, C> assigning;
  private final DiscoveryContext<S> context;

  private FrontierEnumerator(SplitEnumerator<S, C> assigning, DiscoveryContext<S> context) {
    this.assigning = assigning;
    this.context = context;
  }

  /** Makes the other one in the context that it is given. */
  @FunctionalInterface
  interface Making<S extends SourceSplit, C> {
    SplitEnumerator<S, C> in(SplitEnumeratorContext<S> context) throws IOException;
  }

  static <S extends SourceSplit, C> FrontierEnumerator<S, C> of(
      SplitEnumeratorContext<S> context, Making<S, C> making) throws IOException {
    DiscoveryContext<S> watched = new DiscoveryContext<>(context);
    return new FrontierEnumerator<>(making.in(watched), watched);
  }

  @Override
  public void start() {
    assigning.start();
  }

  @Override
  public void addReader(int subtask) {
    assigning.addReader(subtask);
    context.added(subtask);
  }

  @Override
  public void addSplitsBack(List<S> splits, int subtask) {
    assigning.addSplitsBack(splits, subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    assigning.handleSplitRequest(subtask, host);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    assigning.handleSourceEvent(subtask, event);
  }

  @Override
  public C snapshotState(long checkpointId) throws Exception {
    return assigning.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    assigning.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    assigning.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws IOException {
    assigning.close();
  }
}
