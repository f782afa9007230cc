package io.waymark.app.delivery;

import static io.waymark.app.delivery.OneDestination.NOW;
import static io.waymark.app.delivery.OneDestination.TRIGGER;
import static io.waymark.app.delivery.RawServer.saying;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.delivery.RawServer.Script;
import io.waymark.app.delivery.config.DestinationLoader;
import io.waymark.app.delivery.net.HttpTransport;
import io.waymark.domain.delivery.Reply;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever one destination does, the one beside it is told of all that there is for it, by the one
 * thread that reads and writes for both.
 */
class HostileNeighbourTest {
  /** As much as a destination has in flight at once, and more. */
  private static final int CALLS = 100;

  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void besideOneThatHangs() throws Exception {
    besideOneWhoseCallsStayOpen(connection -> over.await());
  }

  @Test
  void besideOneThatDripsItsHead() throws Exception {
    besideOneThatDripsAfter("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void besideOneThatDripsItsBody() throws Exception {
    besideOneThatDripsAfter("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n");
  }

  @Test
  void besideOneThatAnswersWithAGigabyteEachTime() throws Exception {
    besideOneWhoseCallsEnd(
        connection -> {
          OutputStream out = connection.getOutputStream();
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".getBytes(ISO_8859_1));
          byte[] chunk = new byte[1 << 16];
          for (int i = 0; i < 1 << 14; i++) {
            out.write(chunk);
          }
        },
        new Reply(200, null, null));
  }

  @Test
  void besideOneThatLiesAboutWhatItSays() throws Exception {
    besideOneWhoseCallsEnd(
        saying("HTTP/1.1 200 OK", "Content-Length: -7", "", "nothing of the kind"),
        new Reply(0, null, "protocol"));
  }

  private void besideOneThatDripsAfter(String beginning) throws Exception {
    besideOneWhoseCallsStayOpen(
        connection -> {
          OutputStream out = connection.getOutputStream();
          out.write(beginning.getBytes(ISO_8859_1));
          // Some more again and again, until nobody listens any more.
          while (!over.await(50, TimeUnit.MILLISECONDS)) {
            out.write('x');
          }
        });
  }

  /** All of the friend's calls are over while all of the other's are still open. */
  private void besideOneWhoseCallsStayOpen(Script hostile) throws Exception {
    try (var them = RawServer.start(hostile);
        var friend = friend();
        var sender = sender(them, friend)) {
      List<CompletableFuture<Reply>> stuck = send(sender, "them");
      while (them.requests().size() < CALLS) {
        allArriveAt(sender);
      }
      allArriveAt(sender);
      assertThat(stuck).noneMatch(CompletableFuture::isDone);
    } finally {
      over.countDown();
    }
  }

  private void besideOneWhoseCallsEnd(Script hostile, Reply end) throws Exception {
    try (var them = RawServer.start(hostile);
        var friend = friend();
        var sender = sender(them, friend)) {
      List<CompletableFuture<Reply>> all = send(sender, "them");
      allArriveAt(sender);
      for (CompletableFuture<Reply> each : all) {
        assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(end);
      }
      allArriveAt(sender);
    }
  }

  private static void allArriveAt(HttpSender sender) throws Exception {
    for (CompletableFuture<Reply> each : send(sender, "friend")) {
      assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(new Reply(204, null, null));
    }
  }

  private static RawServer friend() throws Exception {
    return RawServer.start(saying("HTTP/1.1 204 No Content", "", ""));
  }

  private static List<CompletableFuture<Reply>> send(HttpSender sender, String destination) {
    return IntStream.range(0, CALLS)
        .mapToObj(i -> sender.send(destination, TRIGGER).toCompletableFuture())
        .toList();
  }

  private static HttpSender sender(RawServer them, RawServer friend) throws Exception {
    String yaml =
        """
        destinations:
          - name: them
            kind: http
            url: http://receiver.test:%d/hook
            allow_private: [127.0.0.0/8]
            ports: [%d]
            timeout: 1m
          - name: friend
            kind: http
            url: http://receiver.test:%d/hook
            allow_private: [127.0.0.0/8]
            ports: [%d]
            timeout: 1m
        """
            .formatted(them.port(), them.port(), friend.port(), friend.port());
    return new HttpSender(
        DestinationLoader.load("destinations.yaml", yaml),
        new HttpTransport(
            host -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})), Tls.usual(), 1),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
