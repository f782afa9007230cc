package io.waymark.console.web;

import io.waymark.console.access.Role;
import io.waymark.console.page.PageChecks;
import io.waymark.console.population.Population;
import io.waymark.console.population.StoreSize;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The page in Chromium as the server itself serves it: its files, its headers, its login, what it
 * has stored, and its stream.
 */
@Timeout(300)
class ServedPageITCase {
  private static final StoreSize SIZE = new StoreSize(400, 4000, 4, 20, 60);

  @AutoClose private final RunningServer running = RunningServer.withTokens();

  @Test
  void eachViewShowsWhatIsInTheStoreAndWhatIsDoneThereIsDone() throws Exception {
    Population.fill(running.database, SIZE, System.currentTimeMillis());
    PageChecks.run("served", environment());
  }

  @Test
  void whateverEventsSayIsTextOnThePage() throws Exception {
    HostileStore.fill(running, running.visitor(Role.ADMIN));
    PageChecks.run("poisoned", environment());
  }

  private Map<String, String> environment() {
    return Map.of(
        "CONSOLE_URL",
        "http://127.0.0.1:" + running.server.port(),
        "CONSOLE_TOKEN",
        "anna-token-0123456789");
  }
}
