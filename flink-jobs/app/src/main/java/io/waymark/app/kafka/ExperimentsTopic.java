package io.waymark.app.kafka;

import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.pipeline.wire.ExperimentCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topic that says how experiments stand.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
public record ExperimentsTopic(Properties client, String topic) {

  /**
   * How each experiment stands as of now, in the order of their names and versions. Records that
   * this release cannot read are left out.
   *
   * @throws BrokerUnavailable if no broker answers
   * @throws NoExperimentsTopic if there is no such topic
   */
  public List<ExperimentResult> read() {
    ExperimentCodec codec = new ExperimentCodec();
    Map<String, ExperimentResult> latest = new TreeMap<>();
    try {
      RulesReader.read(client, topic, record -> take(record, codec, latest));
    } catch (NoRulesTopic e) {
      throw new NoExperimentsTopic(topic);
    }
    return new ArrayList<>(latest.values());
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      ExperimentCodec codec,
      Map<String, ExperimentResult> latest) {
    byte[] key = record.key();
    byte[] value = record.value();
    if (key == null) {
      return;
    }
    String name = new String(key, StandardCharsets.UTF_8);
    if (value == null) {
      latest.remove(name);
      return;
    }
    try {
      latest.put(name, codec.decode(value));
    } catch (UndecodableException e) {
      latest.remove(name);
    }
  }
}
