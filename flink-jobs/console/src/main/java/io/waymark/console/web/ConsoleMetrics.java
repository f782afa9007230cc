package io.waymark.console.web;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.waymark.console.feed.Status;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the console tells Prometheus of itself: numbers by route and topic, and nothing of
 * customers. What the store knows is asked at each scrape, two short queries; what it does not
 * answer is left out of that one.
 */
final class ConsoleMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleMetrics.class);
  private static final double[] UP_TO_SECONDS = {0.005, 0.025, 0.1, 0.25, 1, 2.5, 10};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("waymark_console_requests_total")
          .help("Requests that were answered, by route and class of status.")
          .labelNames("route", "status")
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("waymark_console_request_seconds")
          .help("How long answers took, but for streams.")
          .labelNames("route")
          .classicOnly()
          .classicUpperBounds(UP_TO_SECONDS)
          .register(registry);

  ConsoleMetrics(Streams streams, Status status, Database database, AuditLog audit) {
    gauge("waymark_console_streams", "Pages that are told of changes.", streams::looking);
    gauge(
        "waymark_console_kafka_up",
        "1 if the broker answers, else 0.",
        () -> status.reachable() ? 1 : 0);
    GaugeWithCallback.builder()
        .name("waymark_console_store_bytes")
        .help("What the store takes on disk.")
        .callback(
            sample ->
                attempt(() -> database.bytes().ifPresent(bytes -> sample.call((double) bytes))))
        .register(registry);
    GaugeWithCallback.builder()
        .name("waymark_console_lag_records")
        .help("Records that are not in the store yet, by topic.")
        .labelNames("topic")
        .callback(
            sample -> attempt(() -> status.lags().forEach((topic, lag) -> sample.call(lag, topic))))
        .register(registry);
    counter(
        "waymark_console_records_unreadable_total",
        "Records that could not be understood.",
        status::unreadable);
    counter(
        "waymark_console_audit_failures_total",
        "Entries of the audit that could not be written.",
        audit::failures);
    CounterWithCallback.builder()
        .name("waymark_console_records_read_total")
        .help("Records that were read, by topic.")
        .labelNames("topic")
        .callback(
            sample -> {
              for (Map.Entry<String, Long> topic : status.read().entrySet()) {
                sample.call(topic.getValue(), topic.getKey());
              }
            })
        .register(registry);
  }

  private void gauge(String name, String help, Supplier<Integer> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(sample -> sample.call(value.get()))
        .register(registry);
  }

  private void counter(String name, String help, Supplier<Long> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(sample -> sample.call(value.get()))
        .register(registry);
  }

  private static void attempt(Runnable asking) {
    try {
      asking.run();
    } catch (RuntimeException e) {
      LOG.warn("a figure is not known: {}", e.toString());
    }
  }

  /**
   * Notes an answer.
   *
   * @param route an address with the names of what stands in it, so that there are but so many
   */
  void answered(String route, int status, double took) {
    requests.labelValues(route, status / 100 + "xx").inc();
    // One of these lasts for as long as somebody looks.
    if (!route.equals(StreamPages.PATH)) {
      seconds.labelValues(route).observe(took);
    }
  }

  /** Writes all of it as Prometheus reads it. */
  void write(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
  }
}
