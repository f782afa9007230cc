package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CannotRunE2E {
  @TempDir Path folder;

  @Test
  void aBrokerThatIsDownIsSaidWithItsAddress() throws IOException {
    Path config = config(Job.JOURNEY.template().replace("localhost:9092", "127.0.0.1:1"));

    refused("No Kafka broker answers at 127.0.0.1:1", "--config", config.toString());
  }

  @Test
  void aClusterThatIsDownIsSaidWithItsAddress() throws IOException {
    refused(
        "no Flink cluster answers at http://127.0.0.1:1",
        "--config",
        config(reachable()).toString(),
        "--target",
        "http://127.0.0.1:1");
  }

  @Test
  void aCheckpointDirectoryThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String text = reachable().replace("file:///var/lib/waymark", file.toUri().toString());

    refused("can't write checkpoints to", "--config", config(text).toString());
  }

  @Test
  void aConfigurationThatIsMissingIsSaid() {
    refused("there is no such file", "--config", folder.resolve("none.yaml").toString());
  }

  @Test
  void aCheckpointThatIsNotThereIsSaid() throws IOException {
    String text = reachable().replace("file:///var/lib/waymark", folder.toUri().toString());

    refused("chk-7", "--config", config(text).toString(), "--from", folder + "/chk-7");
  }

  @Test
  void aJobThatIsNotThereIsWrongUsage() {
    try (Child run = Child.waymark(folder, "run", "jorney", "--config", "x.yaml")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.output()).contains("there is no job jorney");
    }
  }

  private static String reachable() {
    return Job.JOURNEY.template().replace("localhost:9092", Installation.sharedServers());
  }

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("journey.yaml"), text);
  }

  private void refused(String message, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "run";
    all[1] = "journey";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    try (Child run = Child.waymark(folder, all)) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
      assertThat(run.output()).contains(message).doesNotContain("\tat ");
    }
  }
}
