package io.waymark.app.job;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.streaming.api.transformations.SourceTransformation;

/**
 * The topics that a job reads and writes, taken from its sources and sinks.
 *
 * <p>They are private there, and nobody else asks: so they are looked at by reflection.
 */
record JobTopics(Set<String> read, Set<String> written) {

  static JobTopics of(StreamExecutionEnvironment env) throws ReflectiveOperationException {
    JobTopics topics = new JobTopics(new TreeSet<>(), new TreeSet<>());
    Set<Transformation<?>> seen = new HashSet<>();
    Deque<Transformation<?>> next = new ArrayDeque<>(env.getTransformations());
    while (!next.isEmpty()) {
      Transformation<?> step = next.pop();
      if (!seen.add(step)) {
        continue;
      }
      next.addAll(step.getInputs());
      if (step instanceof SourceTransformation<?, ?, ?> source) {
        topics.read.addAll(of(source.getSource()));
      } else if (step instanceof SinkTransformation<?, ?> sink) {
        topics.written.add(of(sink.getSink()));
      }
    }
    return topics;
  }

  private static List<String> of(Source<?, ?, ?> source) throws ReflectiveOperationException {
    Object kafka =
        source instanceof KafkaSource<?> ? source : field(source, source.getClass(), "kafka");
    DefaultKafkaDatasetFacet facet =
        (DefaultKafkaDatasetFacet)
            ((KafkaSource<?>) kafka)
                .getLineageVertex()
                .datasets()
                .get(0)
                .facets()
                .get(DefaultKafkaDatasetFacet.KAFKA_FACET_NAME);
    return ((DefaultKafkaDatasetIdentifier) facet.getTopicIdentifier()).getTopics();
  }

  private static String of(Sink<?> sink) throws ReflectiveOperationException {
    Object kafka = field(sink, sink.getClass(), "kafka");
    Object records = field(kafka, KafkaSink.class, "recordSerializer");
    return (String) field(records, records.getClass(), "topic");
  }

  private static Object field(Object of, Class<?> type, String name)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }
}
