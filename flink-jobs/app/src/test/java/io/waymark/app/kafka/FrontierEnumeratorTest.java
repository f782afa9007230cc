package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.Test;

/** Readers learn that nothing is left for them after all that is there was given away. */
class FrontierEnumeratorTest {
  private final Coordinator coordinator = new Coordinator();

  @Test
  void aReaderIsToldAfterItsPartitionsAndTheOneWithoutToo() throws Exception {
    FrontierEnumerator<Partition, Void> enumerator = enumerator(new Partition(0));
    enumerator.start();
    coordinator.register(enumerator, 0, 1);
    coordinator.answerNext();
    assertThat(coordinator.said).as("partitions are known, their offsets are not").isEmpty();

    coordinator.answerNext();

    assertThat(coordinator.said).containsExactly("0 is given 0", "0 is told", "1 is told");
  }

  @Test
  void aReaderThatComesLaterIsToldAfterItsPartitionsToo() throws Exception {
    FrontierEnumerator<Partition, Void> enumerator = enumerator(new Partition(0));
    enumerator.start();
    coordinator.answerNext();
    coordinator.answerNext();
    assertThat(coordinator.said).isEmpty();

    coordinator.register(enumerator, 1, 0);

    assertThat(coordinator.said).containsExactly("1 is told", "0 is given 0", "0 is told");
  }

  @Test
  void aTopicWithoutNewPartitionsIsKnownAtOnce() throws Exception {
    FrontierEnumerator<Partition, Void> enumerator = enumerator();
    enumerator.start();
    coordinator.register(enumerator, 0);

    coordinator.answerNext();

    assertThat(coordinator.said).containsExactly("0 is told");
  }

  @Test
  void nobodyIsToldTwiceBecauseTheTopicIsLookedAtAgain() throws Exception {
    FrontierEnumerator<Partition, Void> enumerator = enumerator();
    enumerator.start();
    coordinator.register(enumerator, 0);
    coordinator.answerNext();
    coordinator.said.clear();

    coordinator.answerNext();

    assertThat(coordinator.said).isEmpty();
  }

  @Test
  void aDiscoveryThatFailsTellsNothing() throws Exception {
    FrontierEnumerator<Partition, Void> enumerator = enumerator(new Partition(0));
    enumerator.start();
    coordinator.register(enumerator, 0);

    assertThatThrownBy(() -> coordinator.failNext(new IllegalStateException("no broker")))
        .hasRootCauseMessage("no broker");

    assertThat(coordinator.said).isEmpty();
  }

  private FrontierEnumerator<Partition, Void> enumerator(Partition... partitions) throws Exception {
    return FrontierEnumerator.of(coordinator, context -> new Kafka(context, List.of(partitions)));
  }

  private record Partition(int owner) implements SourceSplit {
    @Override
    public String splitId() {
      return Integer.toString(owner);
    }
  }

  /** Discovers, looks for offsets and assigns in the steps in which Kafka's enumerator does. */
  private static final class Kafka implements SplitEnumerator<Partition, Void> {
    private final SplitEnumeratorContext<Partition> context;
    private final List<Partition> there;
    private final List<Partition> pending = new ArrayList<>();

    Kafka(SplitEnumeratorContext<Partition> context, List<Partition> there) {
      this.context = context;
      this.there = there;
    }

    @Override
    public void start() {
      context.callAsync(() -> there, this::discovered, 0, 1_000);
    }

    private void discovered(List<Partition> found, Throwable failure) {
      if (failure != null) {
        throw new IllegalStateException("not discovered", failure);
      }
      if (!found.isEmpty()) {
        context.callAsync(() -> found, this::located);
      }
    }

    private void located(List<Partition> found, Throwable failure) {
      pending.addAll(found);
      context.registeredReaders().keySet().forEach(this::addReader);
    }

    @Override
    public void addReader(int subtask) {
      for (Partition partition : List.copyOf(pending)) {
        if (partition.owner() == subtask) {
          pending.remove(partition);
          context.assignSplit(partition, subtask);
        }
      }
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<Partition> splits, int subtask) {}

    @Override
    public Void snapshotState(long checkpointId) {
      return null;
    }

    @Override
    public void close() {}
  }

  /** Holds back answers until the test wants them, and writes down what readers are sent. */
  private static final class Coordinator implements SplitEnumeratorContext<Partition> {
    final List<String> said = new ArrayList<>();
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private final Queue<Question<?>> questions = new ArrayDeque<>();

    private record Question<T>(
        Callable<T> callable, BiConsumer<T, Throwable> handler, boolean again) {
      void answer() throws Exception {
        handler.accept(callable.call(), null);
      }
    }

    void register(FrontierEnumerator<Partition, Void> enumerator, int... subtasks) {
      for (int subtask : subtasks) {
        readers.put(subtask, new ReaderInfo(subtask, "here"));
        enumerator.addReader(subtask);
      }
    }

    void answerNext() throws Exception {
      Question<?> question = questions.remove();
      question.answer();
      if (question.again()) {
        questions.add(question);
      }
    }

    void failNext(Throwable failure) {
      questions.remove().handler().accept(null, failure);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      questions.add(new Question<>(callable, handler, false));
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
      questions.add(new Question<>(callable, handler, true));
    }

    @Override
    public void assignSplits(SplitsAssignment<Partition> assignment) {
      assignment
          .assignment()
          .forEach(
              (subtask, splits) ->
                  splits.forEach(split -> said.add(subtask + " is given " + split.splitId())));
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
      assertThat(event).isEqualTo(new AllAssigned());
      said.add(subtask + " is told");
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return readers;
    }

    @Override
    public int currentParallelism() {
      return 2;
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      throw new UnsupportedOperationException();
    }
  }
}
