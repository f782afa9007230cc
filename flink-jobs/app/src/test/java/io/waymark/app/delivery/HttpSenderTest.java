package io.waymark.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Reply;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class HttpSenderTest {

  @Test
  void whatCannotBePutToADestinationIsToldNotThrown() throws Exception {
    Message broken = new Message("m-1", "trigger.issued", "c-1", 0, Long.MAX_VALUE, "no JSON");
    try (var them =
        new OneDestination(
            name -> {
              throw new AssertionError("asked for " + name);
            },
            SSLContext.getDefault(),
            "kind: cloudevents\nurl: https://them.example/\n")) {
      assertThat(them.tell(broken)).isEqualTo(new Reply(0, null, "unwritable"));
    }
  }
}
