package io.waymark.app.delivery.net;

import io.waymark.domain.delivery.Reply;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.nio.ssl.BasicClientTlsStrategy;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.EndpointParameters;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends calls over HTTP/1.1, with few threads for all. Each is one attempt that ends in time, goes
 * to an address that the receiver's guard has seen, and follows nothing. Of an answer the head and
 * at most 64 kB are read.
 */
public final class HttpTransport implements AutoCloseable {
  private static final int MOST_HEADERS = 100;
  private static final Timeout LONGEST_SILENCE = Timeout.ofMinutes(2);
  private static final int LONGEST_HEADER = 8 * 1024;

  private final HttpAsyncRequester requester;
  private final Lookups lookups;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, Daemons.named("delivery-deadlines"));

  /**
   * @param tls whom to trust
   * @param threads that read and write
   */
  public HttpTransport(Resolver resolver, SSLContext tls, int threads) {
    lookups = new Lookups(resolver);
    deadlines.setRemoveOnCancelPolicy(true);
    requester =
        AsyncRequesterBootstrap.bootstrap()
            .setIOReactorConfig(
                IOReactorConfig.custom()
                    .setIoThreadCount(threads)
                    .setTcpNoDelay(true)
                    // Longer than any attempt: it ends what a quiet destination has left open.
                    .setSoTimeout(LONGEST_SILENCE)
                    .build())
            .setHttp1Config(
                Http1Config.custom()
                    .setMaxHeaderCount(MOST_HEADERS)
                    .setMaxLineLength(LONGEST_HEADER)
                    .build())
            .setHttpProcessor(
                HttpProcessorBuilder.create()
                    .addAll(
                        RequestTargetHost.INSTANCE,
                        RequestContent.INSTANCE,
                        RequestConnControl.INSTANCE,
                        new RequestUserAgent("Waymark"))
                    .build())
            .setTlsStrategy(new BasicClientTlsStrategy(tls))
            .create();
    requester.start();
  }

  /** Makes one attempt; the stage never fails but for bugs. */
  public CompletionStage<Reply> send(Receiver receiver, HttpCall call) {
    return new OutgoingCall(this, receiver, call).start();
  }

  CompletableFuture<List<InetAddress>> addresses(TargetUrl url) {
    return url.literal()
        .map(literal -> CompletableFuture.completedFuture(List.of(literal)))
        .orElseGet(() -> lookups.addresses(url.host()));
  }

  Future<IOSession> connect(
      Receiver receiver, InetAddress to, FutureCallback<IOSession> whenConnected) {
    TargetUrl url = receiver.url();
    HttpHost host = new HttpHost(url.tls() ? "https" : "http", to, url.host(), url.port());
    return requester.requestSession(
        host,
        Timeout.of(receiver.connectTimeout()),
        new EndpointParameters(host, null),
        whenConnected);
  }

  ScheduledFuture<?> after(Duration time, Runnable what) {
    return deadlines.schedule(what, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    requester.close(CloseMode.IMMEDIATE);
    lookups.close();
    deadlines.shutdownNow();
  }
}
