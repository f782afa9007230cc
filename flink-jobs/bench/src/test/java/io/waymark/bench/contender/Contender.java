package io.waymark.bench.contender;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink job that reads the log and says what it finds. */
public interface Contender {
  /** Composes the job. */
  DataStream<Finding> find(StreamExecutionEnvironment env, BenchTopic topic);

  /** The state backend it runs with, as Flink's configuration names it. */
  default String stateBackend() {
    return "rocksdb";
  }

  /**
   * Contenders by name: {@code floor}, {@code waymark-N} with the first N rules, {@code cep-N} and
   * {@code cep-heap-N} with the first N patterns, {@code match-recognize} and {@code
   * match-recognize-heap} with the first.
   */
  static Contender named(String name) {
    int dash = name.lastIndexOf('-');
    String kind = name.matches(".*-\\d+") ? name.substring(0, dash) : name;
    int count = kind.equals(name) ? 0 : Integer.parseInt(name.substring(dash + 1));
    return switch (kind) {
      case "floor" -> new FloorContender();
      case "waymark" -> new WaymarkContender(count);
      case "cep" -> new CepContender(count, "rocksdb");
      case "cep-heap" -> new CepContender(count, "hashmap");
      case "match-recognize" -> new MatchRecognizeContender("rocksdb");
      case "match-recognize-heap" -> new MatchRecognizeContender("hashmap");
      default -> throw new IllegalArgumentException("there is no contender " + name);
    };
  }
}
