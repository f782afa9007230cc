package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an event says in whatever field: it comes as text within JSON, from every address. */
@Timeout(60)
final class HostileTextTest {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";
  private static final Set<String> EVENTS = Set.of("alert", "gone", "pulse", "refresh", "status");

  private RunningServer running;

  static List<String> corpus() {
    return List.of(
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</script><svg/onload=alert(1)>",
        "<!--<script>",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "{{constructor.constructor('alert(1)')()}}",
        "${7*7}<%= 7*7 %>#{7*7}",
        "'; DROP TABLE alerts; --",
        "\u202Egnp.exe",
        "\u2028alert(1)\u2029",
        "\uFEFF+ADw-script+AD4-alert(1)",
        "%3Cscript%3E%0d%0aSet-Cookie:x=y",
        "a\r\nevent: alert\r\ndata: {}\r\n\r\n",
        "a\r\nSet-Cookie: x=y\r\n\r\n<script>",
        "__proto__",
        "\\u003cscript\\u003e");
  }

  @BeforeEach
  void start() {
    running = RunningServer.withTokens();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void isTextInJsonAtEveryAddress(String text) throws Exception {
    RunningServer.Visitor anna = running.visitor(Role.ADMIN);
    Set<String> saying = new TreeSet<>();
    for (boolean plausible : List.of(false, true)) {
      running.put(new HostileMessages(text, plausible).portion());
      for (String path : addresses(text)) {
        HttpResponse<String> answer = anna.get(path);
        assertSafe(path, answer, text);
        if (answer.statusCode() == 200 && says(Json.tree(answer.body()), text)) {
          saying.add(path.replaceFirst("\\?.*", ""));
        }
      }
    }
    // It got through to them, so that they had something to be careful with.
    assertThat(saying)
        .contains("/api/alerts", "/api/rules", "/api/customers/" + running.pseudonyms.of(text))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void isNoPartOfTheConsolesOwnFigures(String text) throws Exception {
    running.put(new HostileMessages(text, true).portion());
    RunningServer.Visitor anna = running.visitor(Role.ADMIN);
    for (String path : addresses(text)) {
      anna.get(path);
    }

    HttpResponse<String> answer = anna.get(MetricsPages.PATH);

    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain;");
    assertThat(answer.body()).contains("waymark_console_requests_total").doesNotContain(text);
  }

  /** All that can be read, with what was put there, and asked for with the same. */
  private List<String> addresses(String text) {
    String written = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    // Others the server itself refuses in a path.
    String id = text.matches("[^/%\\\\;\\p{Cntrl}]+") ? written : "none";
    String asked = "?q=%1$s&after=%1$s&view=%1$s&state=%1$s".formatted(written);
    return running.server.endpoints().stream()
        .filter(endpoint -> endpoint.method.name().equals("GET"))
        .map(endpoint -> endpoint.path)
        .filter(path -> path.startsWith("/api/") && !path.equals(StreamPages.PATH))
        .flatMap(
            path ->
                Stream.of(
                    path.replace("{id}", id).replace("{ref}", running.pseudonyms.of(text)),
                    path.replaceAll("\\{\\w+}", "x") + asked))
        .toList();
  }

  private static void assertSafe(String path, HttpResponse<String> answer, String text) {
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(path)
        .hasValueSatisfying(type -> assertThat(type).matches("application/json; ?charset=utf-8"));
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
    assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(answer.headers().map().toString())
        .as(path)
        .doesNotContain("x=y")
        .doesNotContain(text);
    assertThat(Json.tree(answer.body()).isObject()).as(path).isTrue();
  }

  private static boolean says(JsonNode node, String text) {
    if (node.isTextual() && node.asText().contains(text)) {
      return true;
    }
    for (JsonNode child : node) {
      if (says(child, text)) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void isOneLineOfTheStream(String text) throws Exception {
    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    HttpResponse<InputStream> stream =
        running.http.send(
            vera.request("GET", "/api/stream", null, "Accept", "text/event-stream"),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(stream.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      running.put(new HostileMessages(text, true).portion());
      boolean alert = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          assertThat(EVENTS).contains(line.substring("event: ".length()));
          alert |= line.equals("event: alert");
        } else if (line.startsWith("data: ")) {
          assertThat(Json.tree(line.substring("data: ".length())).isObject()).isTrue();
          if (alert) {
            return;
          }
        } else {
          assertThat(line).matches("(id: ?\\d+)?|:.*|retry:.*");
        }
      }
    }
    throw new AssertionError("the stream told of no alert");
  }

  @Test
  void isNoPageWhereThereIsNone() throws Exception {
    RunningServer.Visitor nobody = running.visitor(Role.NOBODY);
    for (String path :
        List.of(
            "/%3Cscript%3Ealert(1)%3C/script%3E",
            "/assets/%3Cimg%20src=x%3E",
            "/api/%3Cscript%3E",
            "/api/alerts/%3Cscript%3E",
            "/index.html/%3Cscript%3E")) {
      HttpResponse<String> answer = nobody.get(path);
      assertThat(answer.statusCode()).as(path).isIn(400, 401, 404);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(path)
          .doesNotContain("html");
      assertThat(answer.headers().allValues("X-Content-Type-Options"))
          .as(path)
          .containsExactly("nosniff");
      assertThat(answer.headers().allValues("Content-Security-Policy"))
          .as(path)
          .containsExactly(POLICY);
    }
  }

  @Test
  void thePageItselfRunsNothingFromElsewhere() throws Exception {
    RunningServer.Visitor nobody = running.visitor(Role.NOBODY);
    for (String path : List.of("/", "/index.html", "/assets/js/main.js", "/assets/css/base.css")) {
      HttpResponse<String> answer = nobody.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
      assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }
    String page = nobody.get("/").body();
    assertThat(page).contains("<html lang=\"").doesNotContain("http://", "https://", "onload=");
    assertThat(page.replaceAll("<script [^>]*src=\"assets/[^>]*></script>", ""))
        .as("no script within the page")
        .doesNotContain("<script");
  }
}
