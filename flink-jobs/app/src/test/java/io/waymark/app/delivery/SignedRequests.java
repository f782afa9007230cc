package io.waymark.app.delivery;

import static io.waymark.app.delivery.OneDestination.NOW;
import static io.waymark.app.delivery.OneDestination.TRIGGER;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.domain.delivery.Message;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Webhooks as they came over a socket, and what may go wrong with them on the way. */
final class SignedRequests {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BEFORE = secret(1);
  private static final String SOMEBODY_ELSES = secret(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private SignedRequests() {}

  /** JSON objects, a line each, as {@code capture/webhooks/verify.mjs} takes them. */
  static List<String> lines() throws Exception {
    ObjectNode sent = sent("a trigger", TRIGGER);
    ObjectNode alert =
        sent("an alert with other letters", OneDestination.alert("open", "ชำระเงิน 💳 é"));
    ObjectNode rotated =
        sent.deepCopy().put("what", "with the secret before").put("secret", BEFORE);
    ObjectNode stranger =
        sent.deepCopy().put("what", "with somebody else's secret").put("secret", SOMEBODY_ELSES);
    ObjectNode changed = sent.deepCopy().put("what", "with another body");
    changed.put("body", sent.get("body").asText().replace("c-1", "c-2"));
    ObjectNode replayed = sent.deepCopy().put("what", "six minutes later");
    replayed.put("at", NOW.plusSeconds(360).toString());
    ObjectNode renamed = sent.deepCopy().put("what", "under another id");
    renamed.withObject("/headers").put("webhook-id", "m-2");
    return Stream.of(sent, alert, rotated, stranger, changed, replayed, renamed)
        .map(ObjectNode::toString)
        .toList();
  }

  private static ObjectNode sent(String what, Message message) throws Exception {
    Path now = Files.writeString(Files.createTempFile("secret", ".txt"), SECRET);
    Path before = Files.writeString(Files.createTempFile("secret", ".txt"), BEFORE);
    try (var server = RawServer.start(RawServer.saying("HTTP/1.1 204 No Content", "", ""));
        var them =
            new OneDestination(
                host -> List.of(InetAddress.getLoopbackAddress()),
                Tls.usual(),
                """
                kind: standard-webhook
                url: http://receiver.test:%d/
                secret: ["file:%s", "file:%s"]
                ports: [%d]
                allow_private: [127.0.0.0/8]
                """
                    .formatted(server.port(), now, before, server.port()))) {
      them.tell(message);
      String[] request = server.requests().get(0).split("\r\n\r\n", 2);
      ObjectNode line = JSON.createObjectNode();
      line.put("what", what).put("at", NOW.toString()).put("secret", SECRET);
      ObjectNode headers = line.putObject("headers");
      for (String header : request[0].lines().skip(1).toList()) {
        String name = header.substring(0, header.indexOf(':')).toLowerCase();
        if (name.startsWith("webhook-")) {
          headers.put(name, header.substring(header.indexOf(':') + 1).strip());
        }
      }
      return line.put("body", request[1]);
    } finally {
      Files.delete(now);
      Files.delete(before);
    }
  }

  private static String secret(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }
}
