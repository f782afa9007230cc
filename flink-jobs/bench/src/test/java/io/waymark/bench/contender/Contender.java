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

  /** The job of this name. */
  static Contender named(ContenderName name) {
    return switch (name.kind()) {
      case ContenderName.FLOOR -> new FloorContender();
      case ContenderName.WAYMARK -> new WaymarkContender(name.patterns(), true);
      case ContenderName.RULES -> new WaymarkContender(name.patterns(), false);
      case ContenderName.PULSE -> new PulseContender();
      case "cep" -> new CepContender(name.patterns(), "rocksdb");
      case "cep-heap" -> new CepContender(name.patterns(), "hashmap");
      case "match-recognize" -> new MatchRecognizeContender("rocksdb");
      case "match-recognize-heap" -> new MatchRecognizeContender("hashmap");
      default -> throw new IllegalArgumentException(name.text() + " is no job");
    };
  }
}
