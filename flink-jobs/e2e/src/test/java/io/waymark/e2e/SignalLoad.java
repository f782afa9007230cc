package io.waymark.e2e;

import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.SignalEncoder;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Signals of two rules while they happen, a hundred a second, in a thread of its own: a recall,
 * which everybody has to be told of, and an offer, which everybody gets {@link #OFFERS} times at
 * most, of the three that there would be for each. Customers come and go, some tens at a time, so
 * that at any moment some have had as much as they may, and some have not. Every tenth is written
 * twice.
 */
final class SignalLoad implements AutoCloseable {
  static final int OFFERS = 2;

  /** The rules; what they notice does not matter, as signals are made here. */
  static final String RULES =
      """
      rules:
        - id: recall
          title: Recall
          when: { event: recall }
          intervene: { action: recall, channel: sms, purpose: safety, useful_for: 1d }
        - id: offer
          title: Offer
          when: { event: offer }
          intervene: { action: offer, channel: email, purpose: marketing, useful_for: 1d }
      """;

  /** At any hour, to everybody, as often as each may have it. */
  static final String POLICY =
      """
      policy:
        time_zone: UTC
        holdout: 0%
        caps:
          - {at_most: 2, within: 7d}
        cooldown: {rule: 1ms, action: 1ms}
        quiet_hours: []
        do_not_disturb: {complaint: 30d, contact: 2h}
        release: {jitter: 1ms, longest_wait: 12h}
        suppressed: []
      """;

  /** Who are there together. */
  private static final int CUSTOMERS = 40;

  private static final int OFFER_EVERY = 8;
  private static final int SIGNALS = CUSTOMERS * OFFER_EVERY * (OFFERS + 1);

  /**
   * How many before their time consent: about a minute and a half, longer than anything is away.
   */
  private static final int AHEAD = 10;

  private static final long PAUSE = Duration.ofMillis(10).toNanos();

  private final Installation installation;
  private final KafkaProducer<byte[], byte[]> producer;
  private final FactEncoder facts = new FactEncoder();
  private final SignalEncoder signals = new SignalEncoder();
  private final Set<String> recalls = new TreeSet<>();
  private final Map<String, Integer> offers = new HashMap<>();
  private final Thread thread = new Thread(this::run, "signals");
  private volatile boolean over;
  private volatile @Nullable Exception failure;

  private SignalLoad(Installation installation) {
    this.installation = installation;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                installation.servers(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Has those who come first consent, and begins. */
  static SignalLoad start(Installation installation) {
    SignalLoad load = new SignalLoad(installation);
    for (int group = 0; group < AHEAD; group++) {
      load.consents(group);
    }
    load.producer.flush();
    load.thread.start();
    return load;
  }

  /** Writes no more, and waits until all that was written is there. */
  void end() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    producer.flush();
    check();
  }

  /** Fails if something could not be written. */
  void check() {
    if (failure != null) {
      throw new IllegalStateException("signals could not be written", failure);
    }
  }

  /** The signals that have to become triggers; after the end. */
  Set<String> recalls() {
    return recalls;
  }

  /** How many offers there would have been for each customer; after the end. */
  Map<String, Integer> offers() {
    return offers;
  }

  private void run() {
    for (int i = 0; !over && failure == null; i++) {
      int group = i / SIGNALS;
      if (i % SIGNALS == 0) {
        consents(group + AHEAD);
      }
      boolean isOffer = i % OFFER_EVERY == 0;
      String customer = customer(group, (isOffer ? i / OFFER_EVERY : i) % CUSTOMERS);
      Signal signal = signal("s" + i, isOffer ? "offer" : "recall", customer);
      if (isOffer) {
        offers.merge(customer, 1, Integer::sum);
      } else {
        recalls.add(signal.signalId());
      }
      for (int times = i % 10 == 0 ? 2 : 1; times > 0; times--) {
        send(installation.topics().signals(), signals.key(signal), signals.value(signal));
      }
      // Without any facts it would take their silence to move time on.
      if (i % 4 == 0) {
        consent(customer, "again-" + i);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static String customer(int group, int number) {
    return "c" + group + "-" + number;
  }

  private void consents(int group) {
    for (int number = 0; number < CUSTOMERS; number++) {
      consent(customer(group, number), "first");
    }
  }

  private void consent(String customer, String id) {
    Fact consent =
        new Fact(
            "consent-" + customer + "-" + id,
            Fact.Kind.CONSENT,
            customer,
            System.currentTimeMillis(),
            "e-" + customer + "-" + id,
            "consent_updated",
            null,
            null,
            Map.of("purpose", "marketing", "granted", true));
    send(installation.topics().facts(), facts.key(consent), facts.value(consent));
  }

  private void send(String topic, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
        (metadata, e) -> {
          if (e != null) {
            failure = e;
          }
        });
  }

  private static Signal signal(String id, String rule, String customer) {
    return new Signal(
        id,
        rule,
        1,
        rule,
        Kind.FRICTION,
        Severity.MEDIUM,
        Mode.LIVE,
        customer,
        Map.of(),
        Signal.Status.FIRED,
        System.currentTimeMillis(),
        "web",
        null,
        null,
        null,
        List.of(),
        Journey.UNKNOWN);
  }

  @Override
  public void close() {
    over = true;
    producer.close(Duration.ofSeconds(5));
  }
}
