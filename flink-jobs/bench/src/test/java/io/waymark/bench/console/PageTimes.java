package io.waymark.bench.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.HdrHistogram.Histogram;

/** How long requests take until the last byte is here, one after the other. */
public final class PageTimes {
  private static final int WARM_UP = 3;

  private final URI page;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String cookie;

  /** Begins a session. */
  public PageTimes(URI page) throws IOException, InterruptedException {
    this.page = page;
    HttpResponse<Void> begun =
        http.send(
            HttpRequest.newBuilder(page.resolve("api/session")).build(),
            HttpResponse.BodyHandlers.discarding());
    this.cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  /**
   * What one address takes.
   *
   * @param first the very first time, in microseconds
   * @param bytes of the answer, as it is sent
   */
  public record Time(String path, long first, Histogram micros, int bytes) {}

  /**
   * Asks for it again and again.
   *
   * @param path with its query
   */
  public Time of(String path, int times) throws IOException, InterruptedException {
    Histogram micros = new Histogram(3);
    long first = 0;
    int bytes = 0;
    for (int i = 0; i < WARM_UP + times; i++) {
      long begun = System.nanoTime();
      HttpResponse<byte[]> answer =
          http.send(request(path), HttpResponse.BodyHandlers.ofByteArray());
      long took = (System.nanoTime() - begun) / 1000;
      if (answer.statusCode() != 200) {
        throw new IOException(path + " answers " + answer.statusCode());
      }
      bytes = answer.body().length;
      if (i == 0) {
        first = took;
      }
      if (i >= WARM_UP) {
        micros.recordValue(took);
      }
    }
    return new Time(path, first, micros, bytes);
  }

  /** The answer as a text. */
  public String text(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(page.resolve(path)).header("Cookie", cookie).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(page.resolve(path))
        .header("Cookie", cookie)
        // As browsers do.
        .header("Accept-Encoding", "gzip")
        .build();
  }
}
