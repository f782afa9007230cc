package io.waymark.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.KafkaAcls;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What jobs may do at Kafka is what their sources and sinks do, and no more. */
class KafkaAclsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Job.class)
  void aJobMayReadAndWriteTheTopicsThatItDoes(Job job) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    JobSettings settings = settings(job);
    job.compose(env, settings);
    JobTopics used = JobTopics.of(env);

    List<AclBinding> allowed = of(job, "shop.");

    assertThat(topics(allowed, AclOperation.READ)).isEqualTo(used.read());
    assertThat(topics(allowed, AclOperation.WRITE)).isEqualTo(used.written());
    assertThat(used.written()).isNotEmpty();
    assertThat(allowed.stream().filter(acl -> type(acl) == ResourceType.GROUP))
        .extracting(acl -> acl.pattern().name())
        .containsExactly(settings.name(job));
    Set<AclOperation> operations =
        allowed.stream().map(acl -> acl.entry().operation()).collect(Collectors.toSet());
    assertThat(operations).isEqualTo(Set.of(AclOperation.READ, AclOperation.WRITE));
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void onlyJobsThatCanWriteExactlyOnceHaveTransactionsAndThoseOfTheirName(Job job)
      throws Exception {
    List<AclBinding> transactions =
        of(job, "shop.").stream()
            .filter(acl -> type(acl) == ResourceType.TRANSACTIONAL_ID)
            .toList();

    boolean can =
        job.options().contains(WaymarkOptions.SIGNALS_DELIVERY)
            || job.options().contains(WaymarkOptions.TRIGGERS_DELIVERY);
    assertThat(transactions).hasSize(can ? 1 : 0);
    assertThat(transactions)
        .allSatisfy(
            acl -> {
              assertThat(acl.pattern().name()).isEqualTo("waymark/shop." + job.title() + "/");
              assertThat(acl.pattern().patternType()).isEqualTo(PatternType.PREFIXED);
              assertThat(acl.entry().operation()).isEqualTo(AclOperation.WRITE);
            });
  }

  @Test
  void nobodyMayDoAnythingWithEverything() throws Exception {
    for (AclBinding acl : KafkaAcls.of(folder, "waymark.")) {
      assertThat(acl.pattern().name()).isNotBlank().isNotEqualTo("*");
      assertThat(acl.entry().principal()).startsWith("User:waymark-");
      assertThat(acl.entry().operation())
          .isNotIn(AclOperation.ALL, AclOperation.DELETE, AclOperation.CLUSTER_ACTION);
    }
  }

  private List<AclBinding> of(Job job, String prefix) throws Exception {
    return KafkaAcls.of(folder, prefix).stream()
        .filter(acl -> acl.entry().principal().equals("User:waymark-" + job.title()))
        .toList();
  }

  private static Set<String> topics(List<AclBinding> allowed, AclOperation operation) {
    return allowed.stream()
        .filter(acl -> type(acl) == ResourceType.TOPIC)
        .filter(acl -> acl.entry().operation() == operation)
        .map(acl -> acl.pattern().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ResourceType type(AclBinding acl) {
    return acl.pattern().resourceType();
  }

  private JobSettings settings(Job job) throws Exception {
    String destinations =
        Files.writeString(
                folder.resolve("destinations.yaml"),
                "destinations: [{name: a, kind: cloudevents, url: \"https://a.example/\"}]\n")
            .toString();
    return JobConfig.read(
            job,
            FlatYaml.read(
                "j.yaml",
                new StringReader(
                    """
                    waymark.bootstrap-servers: localhost:9092
                    waymark.topic-prefix: shop.
                    execution.checkpointing.dir: file:///checkpoints
                    execution.checkpointing.interval: 10s
                    """
                        + (job == Job.DELIVERY ? "waymark.destinations: " + destinations : ""))))
        .settings();
  }
}
