package io.waymark.app.delivery;

import static io.waymark.app.delivery.OneDestination.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.delivery.config.InvalidDestinations;
import io.waymark.app.delivery.net.Resolver;
import io.waymark.domain.delivery.Reply;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Addresses that nothing may be sent to, however they are come by. */
class SsrfCorpusTest {
  private static final Reply FORBIDDEN = new Reply(0, null, "forbidden_address");

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @Test
  void noUrlOfTheCorpusLeadsToAConnection() throws Exception {
    try (var trap = RawServer.start(RawServer.saying("HTTP/1.1 200 OK", "", ""))) {
      List<String> corpus = corpus(trap.port());
      assertThat(corpus).hasSizeGreaterThanOrEqualTo(200);
      List<String> through = new ArrayList<>();
      int refusedAtLoad = 0;
      for (String line : corpus) {
        String[] parts = line.split(" => ", 2);
        String addresses = parts.length == 2 ? parts[1] : "127.0.0.1";
        try (var them = destination(parts[0], trap.port(), addresses)) {
          if (!them.tell(TRIGGER).equals(FORBIDDEN)) {
            through.add(line);
          }
        } catch (InvalidDestinations e) {
          refusedAtLoad++;
        }
      }
      assertThat(through).isEmpty();
      assertThat(refusedAtLoad).isBetween(150, corpus.size() - 1);
      assertThat(trap.connections()).isZero();
    }
  }

  @Test
  void aSecretUrlIsHeldToTheSame() throws Exception {
    var file = Files.createTempFile("url", ".txt");
    Files.writeString(file, "https://127.0.0.1/hook");
    assertThatThrownBy(
            () ->
                new OneDestination(
                    host -> List.of(), Tls.usual(), "kind: http\nurl: file:" + file + "\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("an address instead of a name")
        .hasMessageNotContaining("hook");
  }

  @Test
  void aNameThatMovesInsideLaterIsNotFollowed() throws Exception {
    int[] times = {0};
    // 127.0.0.2 stands for the public address: it is the one that is allowed.
    Resolver rebinding = host -> List.of(address(times[0]++ == 0 ? "127.0.0.2" : "127.0.0.1"));
    try (var outside = outside();
        var inside = RawServer.on(address("127.0.0.1"), outside.port(), fine());
        var them = plain(rebinding, outside.port())) {
      assertThat(them.tell(TRIGGER).status()).isEqualTo(204);
      assertThat(them.tell(TRIGGER)).isEqualTo(FORBIDDEN);
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void theAddressThatWasLookedAtIsTheOneConnectedTo() throws Exception {
    Resolver once =
        host -> {
          asked.add(host);
          return List.of(address(asked.size() == 1 ? "127.0.0.2" : "127.0.0.1"));
        };
    try (var outside = outside();
        var inside = RawServer.on(address("127.0.0.1"), outside.port(), fine());
        var them = plain(once, outside.port())) {
      assertThat(them.tell(TRIGGER).status()).isEqualTo(204);
      assertThat(asked).containsExactly("receiver.test");
      assertThat(outside.requests().get(0)).contains("Host: receiver.test:" + outside.port());
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void oneForbiddenAddressSpoilsTheOthers() throws Exception {
    try (var outside = outside();
        var them =
            plain(host -> List.of(address("127.0.0.2"), address("127.0.0.1")), outside.port())) {
      assertThat(them.tell(TRIGGER)).isEqualTo(FORBIDDEN);
      assertThat(outside.connections()).isZero();
    }
  }

  @Test
  void theNextAddressIsTriedIfOneDoesNotAnswer() throws Exception {
    try (var outside = outside();
        var them =
            new OneDestination(
                host -> List.of(address("127.0.0.3"), address("127.0.0.2")),
                Tls.usual(),
                plainSettings(outside.port(), "127.0.0.2/31"))) {
      assertThat(them.tell(TRIGGER).status()).isEqualTo(204);
    }
  }

  @Test
  void aNameWithoutAddressesIsTold() throws Exception {
    Resolver none =
        host -> {
          throw new UnknownHostException(host);
        };
    try (var them = plain(none, 443)) {
      assertThat(them.tell(TRIGGER)).isEqualTo(new Reply(0, null, "dns"));
    }
  }

  private static OneDestination destination(String url, int port, String addresses)
      throws Exception {
    Resolver resolver =
        host -> {
          List<InetAddress> answer = new ArrayList<>();
          for (String each : addresses.split(", ")) {
            answer.add(address(each));
          }
          return answer;
        };
    String quoted = "'" + url.replace("'", "''") + "'";
    return new OneDestination(
        resolver,
        Tls.usual(),
        "kind: http\nurl: %s\nports: [%d]\ntimeout: 2s\n".formatted(quoted, port));
  }

  private static OneDestination plain(Resolver resolver, int port) throws Exception {
    return new OneDestination(resolver, Tls.usual(), plainSettings(port, "127.0.0.2/32"));
  }

  private static String plainSettings(int port, String allowed) {
    return "kind: http\nurl: http://receiver.test:%d/\nports: [%d]\nallow_private: [%s]\n"
        .formatted(port, port, allowed);
  }

  private static RawServer outside() throws Exception {
    return RawServer.on(address("127.0.0.2"), 0, fine());
  }

  private static RawServer.Script fine() {
    return RawServer.saying("HTTP/1.1 204 No Content", "", "");
  }

  /** Never a name. */
  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  private static List<String> corpus(int port) throws Exception {
    try (var in = SsrfCorpusTest.class.getResourceAsStream("/delivery/ssrf-corpus.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.replace("{port}", Integer.toString(port)))
          .toList();
    }
  }
}
