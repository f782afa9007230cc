package io.waymark.app.delivery;

import static io.waymark.app.delivery.OneDestination.TRIGGER;
import static io.waymark.app.delivery.RawServer.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.delivery.RawServer.Script;
import io.waymark.domain.delivery.Reply;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Whatever receivers do, there is a reply. */
class HostileReceiverTest {
  private static final Script FINE = saying("HTTP/1.1 204 No Content", "", "");

  @Test
  void aFriendlyOneIsAskedOverOneConnection() throws Exception {
    try (var server = RawServer.start(FINE);
        var them = plain(server, "")) {
      for (int i = 0; i < 5; i++) {
        assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(204, null, null));
      }
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSize(5);
      assertThat(server.requests().get(0))
          .startsWith("POST /hook HTTP/1.1\r\n")
          .contains("Host: receiver.test:" + server.port() + "\r\n")
          .contains("idempotency-key: m-1\r\n")
          .endsWith(TRIGGER.body());
    }
  }

  @Test
  void oneThatHangsIsLeftInTime() throws Exception {
    try (var server = RawServer.start(HostileReceiverTest::hang);
        var them = plain(server, "timeout: 300ms")) {
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(0, null, "timeout"));
    }
  }

  @Test
  void oneThatHangsKeepsNoOtherWaiting() throws Exception {
    try (var server = RawServer.start(HostileReceiverTest::hang);
        var them = plain(server, "timeout: 500ms");
        var other = RawServer.start(FINE);
        var friend = plain(other, "")) {
      List<CompletableFuture<Reply>> stuck =
          IntStream.range(0, 200)
              .mapToObj(i -> them.sender().send("them", TRIGGER).toCompletableFuture())
              .toList();
      assertThat(friend.tell(TRIGGER).status()).isEqualTo(204);
      for (var each : stuck) {
        assertThat(each.get(30, TimeUnit.SECONDS).failure()).isEqualTo("timeout");
      }
    }
  }

  @Test
  void oneThatResetsIsToldApart() throws Exception {
    Script reset =
        connection -> {
          connection.setSoLinger(true, 0);
          connection.close();
        };
    assertThat(answerTo(reset)).isEqualTo(new Reply(0, null, "reset"));
  }

  @Test
  void oneThatHangsUpWithoutAWordIsAReset() throws Exception {
    assertThat(answerTo(Socket::close)).isEqualTo(new Reply(0, null, "reset"));
  }

  @Test
  void nobodyThereIsAFailureToConnect() throws Exception {
    RawServer gone = RawServer.start(FINE);
    gone.close();
    try (var them = plain(gone, "")) {
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(0, null, "connect"));
    }
  }

  @Test
  void itsErrorsAreAnswers() throws Exception {
    assertThat(answerTo(saying("HTTP/1.1 500 Oh", "Content-Length: 2", "", "no")))
        .isEqualTo(new Reply(500, null, null));
    assertThat(answerTo(saying("HTTP/1.1 410 Gone", "Content-Length: 0", "", "")))
        .isEqualTo(new Reply(410, null, null));
  }

  @Test
  void retryAfterIsReadInBothForms() throws Exception {
    assertThat(answerTo(saying("HTTP/1.1 429 Slow", "Retry-After: 7", "Content-Length: 0", "", "")))
        .isEqualTo(new Reply(429, 7_000L, null));
    String tomorrow =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusDays(1));
    assertThat(
            answerTo(
                saying(
                    "HTTP/1.1 503 Busy", "Retry-After: " + tomorrow, "Content-Length: 0", "", "")))
        .isEqualTo(new Reply(503, Duration.ofHours(1).toMillis(), null));
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    for (String status : List.of("301 Moved", "302 Found", "307 Again", "308 Moved")) {
      try (var there = RawServer.start(FINE)) {
        Script moved =
            saying(
                "HTTP/1.1 " + status,
                "Location: http://127.0.0.1:" + there.port() + "/latest/meta-data/",
                "Content-Length: 0",
                "",
                "");
        Reply reply = answerTo(moved);
        assertThat(reply.status()).isBetween(301, 308);
        assertThat(reply.isDelivered()).isFalse();
        assertThat(there.connections()).isZero();
      }
    }
  }

  @Test
  void ofAnEndlessBodyLittleIsReadAndTheStatusCounts() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch over = new CountDownLatch(1);
    Script gigabyte =
        connection -> {
          try {
            OutputStream out = connection.getOutputStream();
            out.write(
                "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = new byte[1 << 16];
            for (int i = 0; i < 1 << 14; i++) {
              out.write(chunk);
              written.addAndGet(chunk.length);
            }
          } finally {
            over.countDown();
          }
        };
    assertThat(answerTo(gigabyte, over)).isEqualTo(new Reply(200, null, null));
    // What is in flight when we hang up fills the buffers of both ends, and no more.
    assertThat(written.get()).isLessThan(64L << 20);
  }

  @Test
  void aZipBombStaysPacked() throws Exception {
    Script bomb =
        saying(
            "HTTP/1.1 200 OK",
            "Content-Encoding: gzip",
            "Content-Length: 10",
            "",
            "\u001f\u008b\b");
    try (var server = RawServer.start(bomb);
        var them = plain(server, "timeout: 300ms")) {
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(200, null, null));
      assertThat(server.requests().get(0).toLowerCase()).doesNotContain("accept-encoding");
    }
  }

  @Test
  void aDrippingHeadIsLeftInTime() throws Exception {
    Script drip =
        connection -> {
          OutputStream out = connection.getOutputStream();
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
          while (true) {
            out.write("X: y\r\n".getBytes(StandardCharsets.ISO_8859_1));
            pause(50);
          }
        };
    try (var server = RawServer.start(drip);
        var them = plain(server, "timeout: 400ms")) {
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(0, null, "timeout"));
    }
  }

  @Test
  void aDrippingBodyIsLeftInTimeAndTheStatusCounts() throws Exception {
    Script drip =
        connection -> {
          OutputStream out = connection.getOutputStream();
          out.write(
              "HTTP/1.1 202 OK\r\nContent-Length: 99999\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
          while (true) {
            out.write('x');
            pause(50);
          }
        };
    try (var server = RawServer.start(drip);
        var them = plain(server, "timeout: 400ms")) {
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(202, null, null));
    }
  }

  @Test
  void aBombOfHeadersIsNoAnswer() throws Exception {
    Script bomb =
        connection -> {
          OutputStream out = connection.getOutputStream();
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
          for (int i = 0; i < 100_000; i++) {
            out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.ISO_8859_1));
          }
        };
    assertThat(answerTo(bomb)).isEqualTo(new Reply(0, null, "protocol"));
    assertThat(answerTo(saying("HTTP/1.1 200 OK", "X: " + "y".repeat(1 << 20), "", "")))
        .isEqualTo(new Reply(0, null, "protocol"));
  }

  @Test
  void whatIsNotHttpIsNoAnswer() throws Exception {
    assertThat(answerTo(saying("220 mail.example ESMTP", "", "")))
        .isEqualTo(new Reply(0, null, "protocol"));
  }

  @Test
  void anOldOneThatClosesIsUnderstood() throws Exception {
    Script old =
        connection -> {
          saying("HTTP/1.0 200 OK", "", "fine").answer(connection);
          connection.close();
        };
    try (var server = RawServer.start(old);
        var them = plain(server, "")) {
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(200, null, null));
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(200, null, null));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void oneThatClosesAfterEachAnswerIsConnectedToAnew() throws Exception {
    Script closing =
        connection -> {
          FINE.answer(connection);
          connection.close();
        };
    try (var server = RawServer.start(closing);
        var them = plain(server, "")) {
      assertThat(them.tell(TRIGGER).status()).isEqualTo(204);
    }
  }

  @Test
  void aCertificateOfNobodyWeKnowIsRefused() throws Exception {
    assertThat(overTls("receiver.p12", Tls.usual())).isEqualTo(new Reply(0, null, "tls"));
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    assertThat(overTls("expired.p12", Tls.trusting("authority.p12")))
        .isEqualTo(new Reply(0, null, "tls"));
  }

  @Test
  void somebodyElsesCertificateIsRefused() throws Exception {
    assertThat(overTls("somebody-else.p12", Tls.trusting("somebody-else.p12")))
        .isEqualTo(new Reply(0, null, "tls"));
  }

  @Test
  void aGoodCertificateIsForTheNameThoughWeConnectToTheAddress() throws Exception {
    assertThat(overTls("receiver.p12", Tls.trusting("receiver.p12")))
        .isEqualTo(new Reply(204, null, null));
  }

  @Test
  void plainTextWhereTlsIsDueIsRefused() throws Exception {
    try (var server = RawServer.start(FINE);
        var them = there(server, "https", Tls.usual(), "timeout: 2s")) {
      assertThat(them.tell(TRIGGER).status()).isZero();
    }
  }

  private static Reply overTls(String keyStore, SSLContext trusted) throws Exception {
    try (var server = new RawServer(Tls.listening(keyStore), FINE);
        var them = there(server, "https", trusted, "")) {
      Reply reply = them.tell(TRIGGER);
      assertThat(server.requests()).hasSize(reply.isDelivered() ? 1 : 0);
      return reply;
    }
  }

  private static Reply answerTo(Script script) throws Exception {
    return answerTo(script, new CountDownLatch(0));
  }

  private static Reply answerTo(Script script, CountDownLatch over) throws Exception {
    try (var server = RawServer.start(script);
        var them = plain(server, "")) {
      Reply reply = them.tell(TRIGGER);
      over.await();
      return reply;
    }
  }

  private static OneDestination plain(RawServer server, String more) throws Exception {
    return there(server, "http", Tls.usual(), more);
  }

  private static OneDestination there(
      RawServer server, String scheme, SSLContext trusted, String more) throws Exception {
    return new OneDestination(
        host -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})),
        trusted,
        """
        kind: http
        url: %s://receiver.test:%d/hook
        allow_private: [127.0.0.0/8]
        ports: [%d]
        """
                .formatted(scheme, server.port(), server.port())
            + more);
  }

  private static void hang(Socket connection) throws Exception {
    new CountDownLatch(1).await();
  }

  /** The hostile side's own pace; no test waits for it. */
  private static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }
}
