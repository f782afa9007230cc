package io.waymark.app.demo.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WebhookReceiverTest {
  private static final String ISSUED =
      """
      {"trigger_id": "t1", "status": "issued", "action": "call-back", "customer_id": "<b>c1</b>"}""";
  private static final String CANCELLED = ISSUED.replace("issued", "cancelled");

  private final WebhookSecret secret = WebhookSecret.random();
  private final WebhookReceiver receiver;
  private final HttpClient client = HttpClient.newHttpClient();

  WebhookReceiverTest() throws IOException {
    receiver = WebhookReceiver.start(secret, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void aSignedTriggerIsTakenInOnce() throws Exception {
    assertThat(post("m1", ISSUED, signature("m1", ISSUED))).isEqualTo(204);
    assertThat(post("m1", ISSUED, signature("m1", ISSUED))).isEqualTo(204);

    assertThat(receiver.received())
        .contains("\"issued\":1", "\"repeated\":1", "\"action\":\"call-back\"");
  }

  @Test
  void aCancellationTakesTheTriggerBack() throws Exception {
    post("m1", ISSUED, signature("m1", ISSUED));
    post("m2", CANCELLED, signature("m2", CANCELLED));

    assertThat(receiver.received())
        .contains("\"issued\":1", "\"cancelled\":1", "\"status\":\"cancelled\"")
        .doesNotContain("\"status\":\"issued\"");
  }

  @Test
  void whatIsNotSignedIsRefused() throws Exception {
    assertThat(post("m1", ISSUED, "v1,AAAA")).isEqualTo(401);
    assertThat(post("m1", CANCELLED, signature("m1", ISSUED))).isEqualTo(401);
    assertThat(post("m1", ISSUED, "v1,AAAA " + signature("m1", ISSUED))).isEqualTo(204);

    assertThat(receiver.received()).contains("\"issued\":1", "\"refused\":2");
  }

  @Test
  void thePageHasNoScriptOfItsOwnAndShowsNothingAsMarkup() throws Exception {
    HttpResponse<String> page = get(receiver.page());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    assertThat(get(receiver.page().resolve("/receiver.js")).body()).doesNotContain("innerHTML");
    assertThat(get(receiver.page().resolve("/../etc/passwd")).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private int post(String id, String body, String signature) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(receiver.hook())
            .header("webhook-id", id)
            .header("webhook-timestamp", "1")
            .header("webhook-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String signature(String id, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.text().substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] signed = mac.doFinal((id + ".1." + body).getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(signed);
  }
}
