package io.waymark.app.delivery.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** A call and its answer on a connection. Tells once that it has ended. */
final class Exchange implements AsyncClientExchangeHandler {
  private static final int MOST_OF_A_BODY = 64 * 1024;

  private final TargetUrl url;
  private final HttpCall call;
  private final ByteBuffer unsent;
  private final Consumer<Exchange> whenEnded;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile int status;
  private volatile @Nullable Long retryAfter;
  private volatile @Nullable Exception failure;
  private boolean whole;
  private int received;

  Exchange(TargetUrl url, HttpCall call, Consumer<Exchange> whenEnded) {
    this.url = url;
    this.call = call;
    this.unsent = ByteBuffer.wrap(call.body());
    this.whenEnded = whenEnded;
  }

  /** 0 as long as there is none. */
  int status() {
    return status;
  }

  /** As {@link io.waymark.domain.delivery.Reply#retryAfter}. */
  @Nullable Long retryAfter() {
    return retryAfter;
  }

  @Nullable Exception failure() {
    return failure;
  }

  /** Whether call and answer have passed to their ends. */
  boolean isWhole() {
    return whole;
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    var request =
        new BasicHttpRequest(
            call.method(),
            url.tls() ? "https" : "http",
            new URIAuthority(url.host(), shownPort()),
            url.path());
    call.headers().forEach(request::setHeader);
    channel.sendRequest(request, new BasicEntityDetails(call.body().length, null), context);
  }

  /** The usual port is not written into the Host header. */
  private int shownPort() {
    return url.port() == (url.tls() ? 443 : 80) ? -1 : url.port();
  }

  @Override
  public int available() {
    return unsent.remaining();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    if (unsent.hasRemaining()) {
      channel.write(unsent);
    }
    if (!unsent.hasRemaining()) {
      channel.endStream();
    }
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context) {}

  @Override
  public void consumeResponse(
      HttpResponse response, @Nullable EntityDetails body, HttpContext context) {
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    retryAfter = header == null ? null : RetryAfter.read(header.getValue(), Instant.now());
    status = response.getCode();
    if (body == null) {
      streamEnd(null);
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer bytes) {
    received += bytes.remaining();
    bytes.position(bytes.limit());
    if (received > MOST_OF_A_BODY) {
      end();
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    whole = !unsent.hasRemaining();
    end();
  }

  @Override
  public void failed(Exception cause) {
    failure = cause;
    end();
  }

  @Override
  public void cancel() {
    failed(new RequestNotExecutedException());
  }

  @Override
  public void releaseResources() {}

  private void end() {
    if (ended.compareAndSet(false, true)) {
      whenEnded.accept(this);
    }
  }
}
