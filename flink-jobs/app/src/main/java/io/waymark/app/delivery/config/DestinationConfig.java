package io.waymark.app.delivery.config;

import io.waymark.app.delivery.kind.Alertmanager;
import io.waymark.app.delivery.kind.CloudEvents;
import io.waymark.app.delivery.kind.Dialect;
import io.waymark.app.delivery.kind.PagerDuty;
import io.waymark.app.delivery.kind.PlainHttp;
import io.waymark.app.delivery.kind.SegmentTrack;
import io.waymark.app.delivery.kind.Slack;
import io.waymark.app.delivery.kind.StandardWebhook;
import io.waymark.app.delivery.kind.WebhookSecret;
import io.waymark.app.delivery.net.AddressGuard;
import io.waymark.app.delivery.net.Cidr;
import io.waymark.app.delivery.net.InvalidUrl;
import io.waymark.app.delivery.net.Receiver;
import io.waymark.app.delivery.net.TargetUrl;
import io.waymark.app.delivery.template.MessageTemplate;
import io.waymark.domain.delivery.Destination;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A destination and how it is reached, its secrets not yet read.
 *
 * @param urls one, or those of all peers
 * @param template null if the kind has none, or is told the JSON as it is
 */
public record DestinationConfig(
    Destination destination,
    Kind kind,
    List<Setting> urls,
    List<Secret> secrets,
    Map<String, Setting> headers,
    @Nullable MessageTemplate template,
    String method,
    Bounds bounds) {

  private static final Pattern TARGET = Pattern.compile("(?s)^((?:[^/?#]*//)?[^/?#]*).*$");

  /** What requests are held to. */
  record Bounds(
      Duration timeout, Duration connectTimeout, Set<Integer> ports, List<Cidr> allowPrivate) {}

  /** In words: what it is told, and how. */
  public String sentence() {
    String at = urls.stream().map(DestinationConfig::shown).collect(Collectors.joining(" and "));
    String types = destination.route().types().stream().sorted().collect(Collectors.joining(", "));
    String rate =
        destination.perSecond() == 0
            ? ""
            : ", %s a second at most"
                .formatted(
                    BigDecimal.valueOf(destination.perSecond())
                        .stripTrailingZeros()
                        .toPlainString());
    return "%s at %s is told %s, %d requests at a time%s"
        .formatted(kind.word(), at, types, destination.concurrency(), rate);
  }

  public String name() {
    return destination.name();
  }

  /**
   * How messages are put to it.
   *
   * @throws UnreadableSecret if a secret is missing or will not do
   */
  public Dialect dialect() throws UnreadableSecret {
    return switch (kind) {
      case STANDARD_WEBHOOK -> new StandardWebhook(webhookSecrets(), headersNow());
      case CLOUDEVENTS -> new CloudEvents(headersNow());
      case SLACK -> new Slack(given(template));
      case PAGERDUTY -> new PagerDuty(secrets.get(0).read(), given(template));
      case ALERTMANAGER -> new Alertmanager(headersNow());
      case SEGMENT -> new SegmentTrack(secrets.get(0).read());
      case HTTP -> new PlainHttp(method, template, headersNow());
    };
  }

  /**
   * All that are to be told.
   *
   * @throws UnreadableSecret if an URL is a secret that is missing, or not allowed
   */
  public List<Receiver> receivers() throws UnreadableSecret {
    List<Receiver> receivers = new ArrayList<>();
    var guard = new AddressGuard(bounds.allowPrivate);
    for (Setting url : urls) {
      try {
        TargetUrl target = TargetUrl.parse(kind.endpoint(url.read()), guard, bounds.ports);
        receivers.add(new Receiver(target, guard, bounds.connectTimeout, bounds.timeout));
      } catch (InvalidUrl e) {
        throw new UnreadableSecret(shown(url) + ": " + e.getMessage());
      }
    }
    return receivers;
  }

  /** Where an URL leads: what follows may be a secret, as it is of Slack's. */
  private static String shown(Setting url) {
    return url.secret().isPresent() ? url.text() : TARGET.matcher(url.text()).replaceFirst("$1");
  }

  private List<WebhookSecret> webhookSecrets() throws UnreadableSecret {
    List<WebhookSecret> read = new ArrayList<>();
    for (Secret secret : secrets) {
      try {
        read.add(WebhookSecret.parse(secret.read()));
      } catch (IllegalArgumentException e) {
        throw new UnreadableSecret(secret + ": " + e.getMessage());
      }
    }
    return read;
  }

  private Map<String, String> headersNow() throws UnreadableSecret {
    Map<String, String> now = new LinkedHashMap<>();
    for (var header : headers.entrySet()) {
      now.put(header.getKey(), header.getValue().read());
    }
    return now;
  }

  private static MessageTemplate given(@Nullable MessageTemplate template) {
    if (template == null) {
      throw new IllegalStateException("the kind has a template of its own");
    }
    return template;
  }
}
