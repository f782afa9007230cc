package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RuleRevisionsITCase {
  private final Topics topics = new Topics(UUID.randomUUID() + ".");
  private final RuleRevisions revisions =
      new RuleRevisions(TestBroker.client(), topics.ruleRevisions());

  @BeforeEach
  void createTopic() {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(topics.all());
    }
  }

  @Test
  void eachRevisionIsKeptAsItWasPushed() {
    revisions.keep(1, Map.of("a", "A", "b", "B"));
    revisions.keep(2, Map.of("a", "A2"));
    revisions.keep(4, Map.of());

    assertThat(revisions.list()).containsExactly(1L, 2L, 4L);
    assertThat(revisions.documents(1)).contains(new TreeMap<>(Map.of("a", "A", "b", "B")));
    assertThat(revisions.documents(2)).contains(new TreeMap<>(Map.of("a", "A2")));
    assertThat(revisions.documents(3)).isEmpty();
    assertThat(revisions.documents(4)).contains(new TreeMap<>());
  }

  @Test
  void aDocumentThatStaysTheSameIsWrittenOnce() {
    revisions.keep(1, Map.of("a", "A", "b", "B"));
    revisions.keep(2, Map.of("a", "A", "b", "B2"));

    List<String> documents = new ArrayList<>();
    new TopicScan(TestBroker.client(), topics.ruleRevisions())
        .read(
            null,
            record -> {
              if (new String(record.key()).startsWith("document ")) {
                documents.add(new String(record.value()));
              }
            });
    assertThat(documents).containsExactlyInAnyOrder("A", "B", "B2");
  }

  @Test
  void theOldestGoWithTheDocumentsThatNoOtherHas() {
    for (long revision = 1; revision <= RuleRevisions.KEPT + 1; revision++) {
      revisions.keep(revision, Map.of("a", "A" + revision, "b", "B"));
    }

    assertThat(revisions.list()).hasSize(RuleRevisions.KEPT).doesNotContain(1L);
    assertThat(revisions.documents(2)).contains(new TreeMap<>(Map.of("a", "A2", "b", "B")));
    List<String> gone = new ArrayList<>();
    new TopicScan(TestBroker.client(), topics.ruleRevisions())
        .read(
            null,
            record -> {
              if (record.value() == null) {
                gone.add(new String(record.key()).split(" ")[0]);
              }
            });
    assertThat(gone).containsExactly("revision", "document");
  }
}
