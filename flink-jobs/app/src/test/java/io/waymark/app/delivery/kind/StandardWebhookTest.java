package io.waymark.app.delivery.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.delivery.OneDestination;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardWebhookTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The vector that the reference libraries test themselves with. */
  @Test
  void signsAsTheReferenceDoes() {
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    assertThat(WebhookSecret.parse(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void carriesAStableIdAndTheTimeOfTheAttempt() throws Exception {
    var webhook = new StandardWebhook(List.of(WebhookSecret.parse(SECRET)), Map.of("x-a", "b"));
    var first = webhook.call(OneDestination.TRIGGER, OneDestination.NOW);
    var later = webhook.call(OneDestination.TRIGGER, OneDestination.NOW.plusSeconds(5));
    assertThat(first.headers())
        .containsEntry("webhook-id", "m-1")
        .containsEntry("idempotency-key", "m-1")
        .containsEntry("webhook-timestamp", "1772359205")
        .containsEntry("x-a", "b");
    assertThat(later.headers())
        .containsEntry("webhook-id", "m-1")
        .containsEntry("webhook-timestamp", "1772359210");
    assertThat(later.body()).isEqualTo(first.body());
    assertThat(new String(first.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"trigger.issued\",\"timestamp\":\"2026-03-01T10:00:00Z\",\"data\":"
                + OneDestination.TRIGGER.body()
                + "}");
  }

  @Test
  void signsWithBothSecretsWhileOneTakesOverFromTheOther() {
    String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    var webhook =
        new StandardWebhook(
            List.of(WebhookSecret.parse(SECRET), WebhookSecret.parse(other)), Map.of());
    assertThat(webhook.call(OneDestination.TRIGGER, OneDestination.NOW).headers())
        .extractingByKey("webhook-signature")
        .asString()
        .matches("v1,[A-Za-z0-9+/=]{44} v1,[A-Za-z0-9+/=]{44}");
  }

  @Test
  void refusesSecretsThatAreNoneWithoutRepeatingThem() {
    for (String bad : List.of("MfKQ9r8GKYqrTwjU", "whsec_!!!", "whsec_c2hvcnQ=")) {
      assertThatThrownBy(() -> WebhookSecret.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(bad.substring(6));
    }
  }
}
