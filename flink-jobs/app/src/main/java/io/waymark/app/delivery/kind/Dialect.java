package io.waymark.app.delivery.kind;

import io.waymark.app.delivery.net.HttpCall;
import io.waymark.domain.delivery.Message;
import java.time.Instant;

/** How a message is put to a destination. Serves many threads. */
public interface Dialect {

  /**
   * The call to make. Of the same message the body is the same at each attempt, unless it has to
   * tell the time.
   *
   * @param now time of the attempt
   * @throws TooLarge if the destination takes no call of that size
   */
  HttpCall call(Message message, Instant now) throws TooLarge;

  /** More than the destination takes. */
  final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    TooLarge(int bytes) {
      super(bytes + " bytes");
    }
  }
}
