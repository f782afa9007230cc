package io.waymark.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Database;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.store.Json;
import io.waymark.console.store.Pseudonyms;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MaskingTest {
  private Database database;
  private Masking masking;

  @BeforeEach
  void open() {
    database =
        Database.open(
            new DatabaseAddress(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", null, null));
    masking = new Masking(Pseudonyms.of(database)).knowing(words -> Set.of("c-4711"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everybodySeesWhatAnAnomalyIsOf() {
    ObjectNode alert = grouped("gateway acme");
    masking.group(alert, Role.VIEWER);
    assertThat(masking.texts(alert, Role.VIEWER).at("/group/subject").asText())
        .isEqualTo("gateway acme");
    assertThat(alert.at("/group/form_id").asText()).isEqualTo(Masking.HIDDEN);
  }

  @Test
  void aTopicThatIsACustomersNameIsMasked() {
    ObjectNode alert = grouped("topic c-4711");
    masking.group(alert, Role.VIEWER);
    assertThat(masking.texts(alert, Role.VIEWER).at("/group/subject").asText())
        .doesNotContain("c-4711");
    assertThat(masking.texts(grouped("topic c-4711"), Role.OPERATOR).at("/group/subject").asText())
        .isEqualTo("topic c-4711");
  }

  private static ObjectNode grouped(String subject) {
    ObjectNode alert = Json.object();
    alert.putObject("group").put("subject", subject).put("form_id", "f-1");
    return alert;
  }
}
