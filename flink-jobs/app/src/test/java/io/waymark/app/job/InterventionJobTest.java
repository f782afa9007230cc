package io.waymark.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class InterventionJobTest {

  @Test
  void allTriggersOfACustomerComeFromOneWriter() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    Job.INTERVENTION.compose(env, JobConfig.unsaid("localhost:9092", "waymark."));

    List<String> ways = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(env.getExecutionPlan()).get("nodes")) {
      if (node.get("type").asText().startsWith("write-triggers: Writer")) {
        node.get("predecessors").forEach(from -> ways.add(from.get("ship_strategy").asText()));
      }
    }
    assertThat(ways).isNotEmpty().containsOnly("HASH");
  }
}
