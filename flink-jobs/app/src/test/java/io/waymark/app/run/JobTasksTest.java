package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over a REST interface that answers as Flink's does. */
@Timeout(60)
class JobTasksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JobID job = new JobID();
  private final Deque<String> answers = new ArrayDeque<>();
  private HttpServer cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cluster.createContext(
        "/jobs/" + job,
        exchange -> {
          // The last answer stays.
          String answer = answers.size() > 1 ? answers.poll() : answers.peek();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.isEmpty() ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.stop(0);
  }

  @Test
  void aRunningJobIsWaitedForUntilItsLastTaskRuns() throws Exception {
    answers.addAll(
        List.of(
            job("CREATED"),
            job("RUNNING"),
            job("RUNNING", "\"SCHEDULED\":2,\"RUNNING\":0", "\"SCHEDULED\":1,\"RUNNING\":1"),
            job("RUNNING", "\"INITIALIZING\":1,\"RUNNING\":1", "\"RUNNING\":2"),
            job("RUNNING", "\"SCHEDULED\":0,\"RUNNING\":2", "\"RUNNING\":2")));

    tasks().awaitRunning(PATIENCE);

    assertThat(answers).hasSize(1);
  }

  @Test
  void anAnswerThatIsMissedIsAskedForAgain() throws Exception {
    answers.addAll(List.of("", job("RUNNING", "\"RUNNING\":1")));

    tasks().awaitRunning(PATIENCE);

    assertThat(answers).hasSize(1);
  }

  @Test
  void aJobThatFailsAsItStartsIsSaid() {
    answers.addAll(
        List.of(
            job("RUNNING", "\"DEPLOYING\":1"),
            job("FAILING", "\"FAILED\":1"),
            job("FAILED", "\"FAILED\":1")));

    assertThatThrownBy(() -> tasks().awaitRunning(PATIENCE))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("ended as it started (FAILED)");
  }

  @Test
  void aTaskThatFindsNoSlotIsSaidWithItsState() {
    answers.add(job("RUNNING", "\"SCHEDULED\":3", "\"RUNNING\":2"));

    assertThatThrownBy(() -> tasks().awaitRunning(Duration.ofMillis(300)))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("the job is RUNNING, its tasks: 3 SCHEDULED, 2 RUNNING")
        .hasMessageContaining("enough free slots");
  }

  private JobTasks tasks() {
    return new JobTasks(URI.create("http://127.0.0.1:" + cluster.getAddress().getPort()), job);
  }

  private static String job(String state, String... tasksOfVertices) {
    List<String> vertices =
        List.of(tasksOfVertices).stream().map("{\"tasks\":{%s}}"::formatted).toList();
    return "{\"state\":\"%s\",\"vertices\":[%s]}".formatted(state, String.join(",", vertices));
  }
}
