package io.waymark.app.canary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.waymark.domain.canary.CanaryWatch.Outcome;
import io.waymark.pipeline.wire.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.DoubleSupplier;

/**
 * Tells Prometheus, at {@code /metrics} by plain HTTP, how the canary is. Nothing of customers is
 * in it.
 */
public final class CanaryMetrics implements AutoCloseable {
  private static final double MILLIS = 1_000;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final HttpServer server;

  private CanaryMetrics(RunningCanary canary, HttpServer server) {
    this.server = server;
    gauge(
        "waymark_canary_age_seconds",
        "Time since the canary was missed in time for the last time, or since the start.",
        () -> canary.age().toMillis() / MILLIS);
    gauge(
        "waymark_canary_every_seconds",
        "Time from one probe to the next.",
        () -> canary.every().toMillis() / MILLIS);
    CounterWithCallback.builder()
        .name("waymark_canary_probes_total")
        .help("What became of the canary's probes.")
        .labelNames("outcome")
        .callback(
            sample -> {
              for (Outcome outcome : Outcome.values()) {
                sample.call(canary.count(outcome), Words.of(outcome));
              }
            })
        .register(registry);
  }

  /**
   * Answers from now on.
   *
   * @throws IOException if the address cannot be had
   */
  public static CanaryMetrics serve(RunningCanary canary, InetSocketAddress listen)
      throws IOException {
    HttpServer server = HttpServer.create(listen, 0);
    CanaryMetrics metrics = new CanaryMetrics(canary, server);
    server.createContext("/metrics", metrics::answer);
    server.start();
    return metrics;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(sample -> sample.call(value.getAsDouble()))
        .register(registry);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
      exchange.getResponseHeaders().set("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE);
      exchange.sendResponseHeaders(200, text.size());
      text.writeTo(exchange.getResponseBody());
    }
  }
}
