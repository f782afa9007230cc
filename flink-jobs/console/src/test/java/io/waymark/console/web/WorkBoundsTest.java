package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.console.access.Role;
import io.waymark.console.population.Population;
import io.waymark.console.population.Requests;
import io.waymark.console.population.StoreSize;
import io.waymark.console.store.Json;
import io.waymark.console.store.ScannedRows;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What pages cost in rows that the database looks at: as much as they show, and not as much as
 * there is.
 */
@Timeout(300)
final class WorkBoundsTest {
  private static final StoreSize SIZE = new StoreSize(20_000, 12_000, 4, 20, 1500);
  private static final int SHOWN = 500;

  /** A page shows less than this, with all that belongs to it: five customers of each alert. */
  private static final long USUAL = 12 * SHOWN;

  /** Who looks for a word that is nowhere has looked everywhere; so has who checks a chain. */
  private static final Map<String, Long> EVERYTHING =
      Map.of("/api/audit/verify", 2 * SIZE.audit() + USUAL);

  @Test
  void noPageLooksAtMoreThanItShows() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Population.fill(
          running.database, SIZE, System.currentTimeMillis() - Duration.ofMinutes(1).toMillis());
      RunningServer.Visitor anna = running.visitor(Role.ADMIN);
      Requests requests =
          new Requests(SIZE, ref(anna, Requests.BUSY), ref(anna, Requests.usual(SIZE)));
      ScannedRows scanned = ScannedRows.of(running.database);
      Map<String, List<ScannedRows.Query>> tooMany = new TreeMap<>();
      for (Map.Entry<String, List<String>> address :
          requests.of(running.server.reads()).entrySet()) {
        for (String path : address.getValue()) {
          HttpResponse<String> answer = anna.get(path);
          assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
          List<ScannedRows.Query> taken = scanned.taken();
          long rows = taken.stream().mapToLong(ScannedRows.Query::rows).sum();
          if (rows > most(address.getKey(), path)) {
            tooMany.put(path + " " + rows, taken);
          }
        }
      }
      assertThat(tooMany).isEmpty();
    }
  }

  private static long most(String address, String path) {
    return path.contains("q=nothing") || path.contains("touchpoint=")
        ? SIZE.alerts() + USUAL
        : EVERYTHING.getOrDefault(address, USUAL);
  }

  private static String ref(RunningServer.Visitor visitor, String customer) throws Exception {
    return Json.parse(visitor.get("/api/customers?q=" + customer).body())
        .at("/items/0/customer/ref")
        .asText();
  }
}
