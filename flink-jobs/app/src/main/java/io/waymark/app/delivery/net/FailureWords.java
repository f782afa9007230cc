package io.waymark.app.delivery.net;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/** Why there was no answer, as {@link io.waymark.domain.delivery.Reply#failure} says it. */
final class FailureWords {
  static final String TIMEOUT = "timeout";
  static final String FORBIDDEN_ADDRESS = "forbidden_address";

  private FailureWords() {}

  static String of(Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return of(failure.getCause());
    }
    if (failure instanceof SocketTimeoutException || failure instanceof TimeoutException) {
      return TIMEOUT;
    }
    if (failure instanceof UnknownHostException) {
      return "dns";
    }
    if (failure instanceof SSLException) {
      return "tls";
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "connect";
    }
    boolean unreadable =
        failure instanceof HttpException
            || failure instanceof MessageConstraintException
            || failure instanceof MalformedChunkCodingException;
    return unreadable ? "protocol" : "reset";
  }
}
