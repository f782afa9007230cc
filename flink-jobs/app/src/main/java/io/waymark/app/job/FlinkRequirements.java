package io.waymark.app.job;

import io.waymark.app.kafka.KafkaSinks;
import io.waymark.pipeline.erasure.PromptCompaction;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.util.TimeUtils;

/** What a job of ours needs of Flink to keep its promises. */
public final class FlinkRequirements {
  private static final int MAX_PARALLELISM = 720;
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration COMPACTED_AFTER = Duration.ofDays(3);

  private static final List<Class<?>> OPTION_CLASSES =
      List.of(
          CheckpointingOptions.class,
          CoreOptions.class,
          ExecutionOptions.class,
          PipelineOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class);

  private FlinkRequirements() {}

  /** Options of Flink whose values can be checked before they do harm. */
  static List<ConfigOption<?>> typed() {
    List<ConfigOption<?>> options = new ArrayList<>();
    OPTION_CLASSES.stream()
        .flatMap(type -> Stream.of(type.getFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == ConfigOption.class)
        .forEach(
            field -> {
              try {
                options.add((ConfigOption<?>) field.get(null));
              } catch (IllegalAccessException e) {
                throw new IllegalStateException("a public field can be read", e);
              }
            });
    return options;
  }

  /**
   * Tells of each setting that a job can't live with.
   *
   * @param problem takes a key and what is wrong with it
   */
  static void check(Configuration flink, BiConsumer<String, String> problem) {
    refuse(
        flink,
        StateBackendOptions.STATE_BACKEND,
        value -> value.equals("rocksdb"),
        "has to be rocksdb: journeys are more than a heap holds",
        problem);
    refuse(
        flink,
        PipelineOptions.AUTO_GENERATE_UIDS,
        value -> !value,
        "has to be false: state that is found by an operator's place in the graph is lost by the next change",
        problem);
    refuse(
        flink,
        PipelineOptions.GENERIC_TYPES,
        value -> !value,
        "has to be false: what Kryo wrote can't be read by a later release",
        problem);
    refuse(
        flink,
        ExecutionOptions.RUNTIME_MODE,
        value -> value == RuntimeExecutionMode.STREAMING,
        "has to be STREAMING: the topics have no end",
        problem);
    refuse(
        flink,
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
        value -> value == CheckpointingMode.EXACTLY_ONCE,
        "has to be EXACTLY_ONCE: events would count twice after a failure",
        problem);
    refuse(
        flink,
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        value -> value == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION,
        "has to be RETAIN_ON_CANCELLATION: stopping the job would delete what the next start needs",
        problem);
    refuse(
        flink,
        RocksDBOptions.OPTIONS_FACTORY,
        FlinkRequirements::compactsPromptly,
        "has to be %s or extend it: what was deleted, the erased too, would stay in RocksDB's files"
            .formatted(PromptCompaction.class.getName()),
        problem);
    refuse(
        flink,
        RocksDBConfigurableOptions.COMPACT_FILTER_PERIODIC_COMPACTION_TIME,
        value -> !value.isZero() && value.compareTo(COMPACTED_AFTER) <= 0,
        "has to be more than 0 and at most %s: what was deleted, the erased too, is promised to be gone from all files after twice that"
            .formatted(TimeUtils.formatWithHighestUnit(COMPACTED_AFTER)),
        problem);
    checkCheckpoints(flink, problem);
    checkParallelism(flink, problem);
  }

  /**
   * Tells if checkpoints are too far apart for what is written with them.
   *
   * @param problem takes a key and what is wrong with it
   */
  static void checkTransactions(Configuration flink, BiConsumer<String, String> problem) {
    Duration interval =
        flink.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(Duration.ZERO);
    Duration timeout =
        flink.getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT).orElse(CHECKPOINT_TIMEOUT);
    Duration most = KafkaSinks.TRANSACTION.minus(KafkaSinks.OUTAGE);
    if (KafkaSinks.open(interval, timeout).compareTo(most) > 0) {
      String key = CheckpointingOptions.CHECKPOINTING_TIMEOUT.key();
      problem.accept(
          key,
          ("%s is %s and %s %s: for exactly-once the timeout and the longer of both may be %s together, because Kafka"
                  + " takes a transaction back after %s, and an outage of the rest must lose nothing")
              .formatted(
                  key,
                  TimeUtils.formatWithHighestUnit(timeout),
                  CheckpointingOptions.CHECKPOINTING_INTERVAL.key(),
                  TimeUtils.formatWithHighestUnit(interval),
                  TimeUtils.formatWithHighestUnit(most),
                  TimeUtils.formatWithHighestUnit(KafkaSinks.TRANSACTION)));
    }
  }

  /** The settings that follow from the requirements, where nothing is said. */
  public static void complete(Configuration flink) {
    complete(flink, StateBackendOptions.STATE_BACKEND, "rocksdb");
    complete(flink, PipelineOptions.AUTO_GENERATE_UIDS, false);
    complete(flink, PipelineOptions.GENERIC_TYPES, false);
    complete(flink, PipelineOptions.OBJECT_REUSE, true);
    complete(flink, PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    complete(flink, CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    complete(flink, CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    complete(flink, RocksDBOptions.OPTIONS_FACTORY, PromptCompaction.class.getName());
    complete(
        flink, RocksDBConfigurableOptions.COMPACT_FILTER_PERIODIC_COMPACTION_TIME, COMPACTED_AFTER);
    complete(
        flink,
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  private static <T> void complete(Configuration flink, ConfigOption<T> option, T value) {
    if (!flink.contains(option)) {
      flink.set(option, value);
    }
  }

  private static <T> void refuse(
      Configuration flink,
      ConfigOption<T> option,
      Predicate<T> good,
      String reason,
      BiConsumer<String, String> problem) {
    Optional<T> value = flink.getOptional(option);
    if (value.isPresent() && !good.test(value.get())) {
      problem.accept(option.key(), "%s %s".formatted(option.key(), reason));
    }
  }

  private static boolean compactsPromptly(String factory) {
    try {
      Class<?> type = Class.forName(factory, false, Thread.currentThread().getContextClassLoader());
      return PromptCompaction.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void checkCheckpoints(Configuration flink, BiConsumer<String, String> problem) {
    String directory = CheckpointingOptions.CHECKPOINTS_DIRECTORY.key();
    if (!flink.containsKey(directory)) {
      problem.accept(
          directory, directory + " is missing: without checkpoints a failure loses all journeys");
    }
    String place = flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (place != null && !place.contains(":/") && !place.startsWith("/")) {
      problem.accept(
          directory, "%s: \"%s\" is relative; say the whole path".formatted(directory, place));
    }
    ConfigOption<Duration> interval = CheckpointingOptions.CHECKPOINTING_INTERVAL;
    if (!flink.containsKey(interval.key()) || flink.get(interval).isZero()) {
      problem.accept(
          interval.key(),
          interval.key() + " is missing or 0: without checkpoints a failure loses all journeys");
    }
  }

  private static void checkParallelism(Configuration flink, BiConsumer<String, String> problem) {
    int parallelism = flink.get(CoreOptions.DEFAULT_PARALLELISM);
    int most = flink.getOptional(PipelineOptions.MAX_PARALLELISM).orElse(MAX_PARALLELISM);
    if (parallelism < 1 || parallelism > most) {
      problem.accept(
          CoreOptions.DEFAULT_PARALLELISM.key(),
          "%s is %d; it has to be 1 to %d (%s)"
              .formatted(
                  CoreOptions.DEFAULT_PARALLELISM.key(),
                  parallelism,
                  most,
                  PipelineOptions.MAX_PARALLELISM.key()));
    }
  }
}
