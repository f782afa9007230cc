package io.waymark.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalBrokerITCase {
  @TempDir Path directory;

  @Test
  void keepsItsDataAndPortsOverAKill() throws Exception {
    try (LocalBroker broker = TestBroker.start(directory)) {
      String servers = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
        admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
      }
      TestBroker.kill(broker);
      assertThat(broker.isAlive()).isFalse();

      broker.restart();

      assertThat(broker.bootstrapServers()).isEqualTo(servers);
      try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
        assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).isEqualTo(Set.of("kept"));
      }
    }
  }

  @Test
  void doesNotSurviveTheKillOfItsParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = parent.inputReader()) {
      long pid = Long.parseLong(output.lines().filter(l -> l.matches("\\d+")).findFirst().get());
      ProcessHandle child = ProcessHandle.of(pid).get();
      assertThat(child.isAlive()).isTrue();

      parent.destroyForcibly();

      child.onExit().get(60, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void saysWhatToDoAndShowsItsLogWhenItCannotStart() {
    String withoutKafka =
        Path.of(BrokerMain.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();

    assertThatThrownBy(() -> LocalBroker.start(withoutKafka, directory, "64m"))
        .isInstanceOf(BrokerFailed.class)
        .hasMessageContaining("ended while starting")
        .hasMessageContaining("broker.log")
        .hasMessageContaining("org.apache.kafka:kafka_2.13");
  }

  /** The process that is killed. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      LocalBroker broker = TestBroker.start(Path.of(args[0]));
      System.out.println(broker.pid());
      Thread.sleep(60_000);
    }
  }
}
