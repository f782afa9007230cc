package io.waymark.app.kafka;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * An enumerator's context that knows when its first discovery of splits is over: a question has
 * been answered and dealt with, and so has every question that followed from it. What was found is
 * assigned by then. Each reader is told so, once, by {@link AllAssigned}.
 *
 * <p>A discovery that fails, as while no broker answers, is not over.
 *
 * <p>All of it runs in the coordinator's thread.
 */
final class DiscoveryContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {
  private final SplitEnumeratorContext<S> context;
  private int open;
  private boolean over;

  DiscoveryContext(SplitEnumeratorContext<S> context) {
    this.context = context;
  }

  /** A reader has come, and was given what is known to be its own. */
  void added(int subtask) {
    if (over) {
      tell(subtask);
    }
  }

  private void dealtWith() {
    if (!over && open == 0) {
      over = true;
      registeredReaders().keySet().forEach(this::tell);
    }
  }

  private void tell(int subtask) {
    sendEventToSourceReader(subtask, new AllAssigned());
  }

  @Override
  public <T> void callAsync(Callable<T> question, BiConsumer<T, Throwable> handler) {
    open++;
    context.callAsync(
        question,
        (answer, failure) -> {
          handler.accept(answer, failure);
          open--;
          dealtWith();
        });
  }

  @Override
  public <T> void callAsync(
      Callable<T> question, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
    context.callAsync(
        question,
        (answer, failure) -> {
          handler.accept(answer, failure);
          dealtWith();
        },
        initialDelay,
        period);
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return context.metricGroup();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    context.sendEventToSourceReader(subtask, event);
  }

  @Override
  public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
    context.sendEventToSourceReader(subtask, attempt, event);
  }

  @Override
  public int currentParallelism() {
    return context.currentParallelism();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return context.registeredReaders();
  }

  @Override
  public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    return context.registeredReadersOfAttempts();
  }

  @Override
  public void assignSplits(SplitsAssignment<S> assignment) {
    context.assignSplits(assignment);
  }

  @Override
  public void assignSplit(S split, int subtask) {
    context.assignSplit(split, subtask);
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    context.runInCoordinatorThread(runnable);
  }

  @Override
  public void setIsProcessingBacklog(boolean backlog) {
    context.setIsProcessingBacklog(backlog);
  }
}
