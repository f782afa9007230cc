package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.broker.TestBroker;
import io.waymark.pipeline.rules.RuleUpdate;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RulesTopicITCase {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final long SOON = NOW.toEpochMilli() + 10_000;

  private final Topics topics = new Topics(UUID.randomUUID() + ".");
  private final RulesTopic rules =
      new RulesTopic(TestBroker.client(), topics.rules(), InstantSource.fixed(NOW));

  @BeforeEach
  void createTopic() {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(topics.all());
    }
  }

  @Test
  void theFirstCatalogueIsPublishedAsItIs() {
    RulesTopic.Changes pushed = push(Map.of("a", "A", "b", "B"));

    assertThat(pushed.revision()).isEqualTo(1);
    assertThat(pushed.added()).containsExactlyInAnyOrder("a", "b");
    RulesTopic.Catalogue listed = rules.list();
    assertThat(listed.revision()).isEqualTo(1);
    assertThat(listed.rules())
        .containsOnlyKeys("a", "b")
        .containsEntry("a", new RulesTopic.Published("A", 1, null));
  }

  @Test
  void aRuleNewToARunningCatalogueTakesEffectSoonAndKeepsThatTime() {
    push(Map.of("a", "A"));

    push(Map.of("a", "A", "b", "B"));
    RulesTopic.Changes again = push(Map.of("a", "A", "b", "B"));

    assertThat(rules.list().rules())
        .containsEntry("b", new RulesTopic.Published("B from " + SOON, 2, SOON));
    assertThat(again.unchanged()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aHigherVersionTakesEffectSoonAndAnyOtherChangeOnArrival() {
    push(Map.of("a", "A1", "b", "B1"));

    RulesTopic.Changes pushed = push(Map.of("a", "A2", "b", "other B1"));

    assertThat(pushed.changed()).containsExactly("a", "b");
    assertThat(pushed.changedOnArrival()).containsExactly("b");
    assertThat(rules.list().rules())
        .containsEntry("a", new RulesTopic.Published("A2 from " + SOON, 2, SOON))
        .containsEntry("b", new RulesTopic.Published("other B1", 2, null));
    assertThat(push(Map.of("a", "A2", "b", "other B1")).unchanged())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aHigherVersionIsTakenBackBeforeItsTimeWithoutAGap() {
    push(Map.of("a", "A1"));
    push(Map.of("a", "A2"));

    RulesTopic.Changes back = push(Map.of("a", "A1"));

    assertThat(back.changedOnArrival()).containsExactly("a");
    assertThat(rules.list().rules()).containsEntry("a", new RulesTopic.Published("A1", 3, null));
  }

  @Test
  void aLowerVersionIsInForceSinceTheOneThatItReplaces() {
    push(Map.of("a", "A1"));
    push(Map.of("a", "A2"));

    new RulesTopic(TestBroker.client(), topics.rules(), InstantSource.fixed(NOW.plusSeconds(3_600)))
        .push(Map.of("a", "A1"), new Numbered());

    assertThat(rules.list().rules())
        .containsEntry("a", new RulesTopic.Published("A1 from " + SOON, 3, SOON));
  }

  @Test
  void whatIsGoneFromTheCatalogueIsWithdrawn() {
    push(Map.of("a", "A", "b", "B"));

    RulesTopic.Changes pushed = push(Map.of("b", "B2"));

    assertThat(pushed.withdrawn()).containsExactly("a");
    assertThat(pushed.changed()).containsExactly("b");
    assertThat(rules.list().rules()).containsOnlyKeys("b");
  }

  @Test
  void aWithdrawnRuleComesBackInItsOldVersion() throws Exception {
    push(Map.of("a", "A"));
    push(Map.of());

    RulesTopic.Changes pushed = push(Map.of("a", "A"));

    assertThat(pushed.revision()).isEqualTo(3);
    assertThat(pushed.added()).containsExactly("a");
    assertThat(rules.list().rules()).containsOnlyKeys("a");
  }

  @Test
  void aPushThatBrokeOffHasTakenItsNumberEvenIfItOnlyWithdrew() throws Exception {
    push(Map.of("a", "A"));
    breakOff(RuleUpdate.withdrawn("a", 2));

    RulesTopic.Changes pushed = push(Map.of("a", "A"));

    assertThat(pushed.revision()).isEqualTo(3);
    assertThat(new RulesFromKafka(TestBroker.client(), topics.rules()).load())
        .endsWith(RuleUpdate.published("a", "A from " + SOON, 3), RuleUpdate.completed(3));
  }

  @Test
  void aJobLoadsTheTopicInOrderUpToTheRecordThatEndsThePush() throws IOException {
    push(Map.of("a", "A"));
    push(Map.of());

    assertThat(new RulesFromKafka(TestBroker.client(), topics.rules()).load())
        .containsExactly(
            RuleUpdate.published("a", "A", 1),
            RuleUpdate.completed(1),
            RuleUpdate.withdrawn("a", 2),
            RuleUpdate.completed(2));
  }

  @Test
  void anEmptyTopicIsNoRules() throws IOException {
    assertThat(new RulesFromKafka(TestBroker.client(), topics.rules()).load()).isEmpty();
    assertThat(rules.list().revision()).isZero();
  }

  @Test
  void aMissingTopicIsSaidWithWhatToDo() {
    assertThatThrownBy(
            () -> new RulesTopic(TestBroker.client(), "nowhere", InstantSource.system()).list())
        .isInstanceOf(NoRulesTopic.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("rules push");
  }

  @Test
  void aBrokerThatIsDownIsSaidWithItsAddress() {
    Properties down = new Properties();
    down.put("bootstrap.servers", "127.0.0.1:1");

    assertThatThrownBy(() -> new RulesTopic(down, "rules", InstantSource.system()).list())
        .isInstanceOf(BrokerUnavailable.class)
        .hasMessageContaining("127.0.0.1:1");
    assertThatThrownBy(() -> TopicAdmin.connect(down))
        .isInstanceOf(BrokerUnavailable.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void topicsThatAreThereAreLeftAloneAndTheirDifferencesSaid() {
    String name = topics.prefix() + "own";
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      assertThat(admin.ensure(topics.all())).isEmpty();
      admin.ensure(List.of(new Topics.Topic(name, 2, Map.of("cleanup.policy", "delete"))));

      assertThat(admin.ensure(List.of(Topics.Topic.compacted(name, 3))))
          .containsExactly(
              "topic %s has 2 partitions, should have 3".formatted(name),
              "topic %s has cleanup.policy=delete, should be compact".formatted(name),
              "topic %s has message.timestamp.type=CreateTime, should be LogAppendTime"
                  .formatted(name));
    }
  }

  /** A push of which no more than one record reached the broker. */
  private void breakOff(RuleUpdate only) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(RulesRecord.of(topics.rules(), only, null)).get(20, TimeUnit.SECONDS);
    }
  }

  private RulesTopic.Changes push(Map<String, String> documents) {
    return rules.push(documents, new Numbered());
  }

  /** Of documents whose last character is their version. */
  private static final class Numbered implements RulesTopic.Dating {
    @Override
    public String effectiveFrom(String id, String text, long millis) {
      return text + " from " + millis;
    }

    @Override
    public boolean isHigher(String id, String before, String after) {
      return version(before) < version(after);
    }

    private static int version(String text) {
      String document = text.replaceAll(" from .*", "");
      return document.charAt(document.length() - 1);
    }
  }
}
