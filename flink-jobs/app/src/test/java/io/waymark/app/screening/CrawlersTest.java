package io.waymark.app.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Screening;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crawlers that say who they are are known; people are not taken for them. */
final class CrawlersTest {
  private final Crawlers crawlers = new Crawlers();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
      })
  void aCrawlerIsKeptOut(String agent) {
    assertThat(crawlers.reason(by(agent))).isEqualTo(Screening.Reason.CRAWLER);
    assertThat(crawlers.reason(by(agent))).as("asked again").isEqualTo(Screening.Reason.CRAWLER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "ShopApp/4.2 (Android 14)",
        ""
      })
  void aCustomerIsNot(String agent) {
    assertThat(crawlers.reason(by(agent))).isNull();
  }

  @Test
  void nobodyIsWhoDoesNotSay() {
    assertThat(crawlers.reason(event(Map.of()))).isNull();
    assertThat(crawlers.reason(event(Map.of("user_agent", 7L)))).isNull();
    assertThat(crawlers.reason(by("Googlebot".repeat(500)))).isNull();
  }

  @Test
  void whoAlsoSaysSoIsKeptOutForWhatTheySay() {
    Event event = event(Map.of("user_agent", "Googlebot/2.1", "bot", true));
    assertThat(crawlers.reason(event)).isEqualTo(Screening.Reason.CRAWLER);
    assertThat(Crawlers.AND_DECLARED.reason(event)).isEqualTo(Screening.Reason.BOT);
  }

  private static Event by(String agent) {
    return event(Map.of("user_agent", agent));
  }

  private static Event event(Map<String, Object> attributes) {
    return new Event(
        "e1",
        "page_view",
        1_780_000_000_000L,
        "c1",
        null,
        null,
        "web",
        null,
        Map.copyOf(attributes));
  }
}
