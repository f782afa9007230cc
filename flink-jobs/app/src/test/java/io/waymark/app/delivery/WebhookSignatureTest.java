package io.waymark.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether receivers with the reference libraries take our webhooks, and only ours. */
class WebhookSignatureTest {
  private static final Path LIBRARIES = Path.of("src/test/capture/webhooks");

  @Test
  void weSendWhatTheLibrariesHaveVerified() throws Exception {
    assertThat(SignedRequests.lines()).isEqualTo(resource("requests.jsonl"));
  }

  @Test
  void theLibrariesVerifyWhatWeSendAndRefuseWhatIsChanged() throws Exception {
    assertThat(resource("verdicts.txt"))
        .containsExactly(
            "a trigger: standardwebhooks verifies, svix verifies",
            "an alert with other letters: standardwebhooks verifies, svix verifies",
            "with the secret before: standardwebhooks verifies, svix verifies",
            "with somebody else's secret: standardwebhooks refuses, svix refuses",
            "with another body: standardwebhooks refuses, svix refuses",
            "six minutes later: standardwebhooks refuses, svix refuses",
            "under another id: standardwebhooks refuses, svix refuses");
  }

  @Test
  void theLibrariesStillSaySo() throws Exception {
    assumeTrue(
        Files.isDirectory(LIBRARIES.resolve("node_modules")),
        "the reference libraries are not installed: npm install in " + LIBRARIES);
    Process node =
        new ProcessBuilder("node", "verify.mjs")
            .directory(LIBRARIES.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = node.getOutputStream()) {
      in.write(String.join("\n", SignedRequests.lines()).getBytes(StandardCharsets.UTF_8));
    }
    String verdicts = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(verdicts.lines()).containsExactlyElementsOf(resource("verdicts.txt"));
  }

  private static List<String> resource(String name) throws Exception {
    try (var in = WebhookSignatureTest.class.getResourceAsStream("/delivery/webhooks/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
