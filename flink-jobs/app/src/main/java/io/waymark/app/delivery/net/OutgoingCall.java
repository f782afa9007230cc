package io.waymark.app.delivery.net;

import io.waymark.domain.delivery.Reply;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call to one receiver: resolve, look at the addresses, connect to one of them, ask, hear the
 * answer.
 */
final class OutgoingCall {
  private static final Logger LOG = LoggerFactory.getLogger(OutgoingCall.class);

  private final HttpTransport transport;
  private final Receiver receiver;
  private final HttpCall call;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Deque<InetAddress> untried = new ArrayDeque<>();
  private @Nullable Future<IOSession> connecting;
  private @Nullable IOSession session;
  private @Nullable Exchange exchange;

  OutgoingCall(HttpTransport transport, Receiver receiver, HttpCall call) {
    this.transport = transport;
    this.receiver = receiver;
    this.call = call;
  }

  CompletionStage<Reply> start() {
    var deadline = transport.after(receiver.timeout(), this::overdue);
    reply.whenComplete((any, failure) -> deadline.cancel(false));
    transport
        .addresses(receiver.url())
        .handle(
            (addresses, failure) -> {
              if (failure == null) {
                resolved(addresses);
              } else {
                fail(FailureWords.of(failure));
              }
              return reply;
            })
        .exceptionally(
            bug -> {
              reply.completeExceptionally(bug);
              return reply;
            });
    return reply;
  }

  private void resolved(List<InetAddress> addresses) {
    String objection = receiver.guard().objection(addresses, !receiver.url().tls());
    if (objection != null) {
      LOG.warn("Nothing is sent to {}: {}", receiver.url().host(), objection);
      fail(FailureWords.FORBIDDEN_ADDRESS);
      return;
    }
    for (InetAddress address : addresses) {
      IOSession idle = receiver.idle().take(address);
      if (idle != null) {
        use(address, idle, true);
        return;
      }
    }
    untried.addAll(addresses);
    connect(untried.remove());
  }

  private synchronized void connect(InetAddress to) {
    if (reply.isDone()) {
      return;
    }
    connecting =
        transport.connect(
            receiver,
            to,
            new FutureCallback<>() {
              @Override
              public void completed(IOSession connected) {
                use(to, connected, false);
              }

              @Override
              public void failed(Exception failure) {
                InetAddress next = untried.poll();
                if (next == null) {
                  fail(FailureWords.of(failure));
                } else {
                  connect(next);
                }
              }

              @Override
              public void cancelled() {
                fail(FailureWords.TIMEOUT);
              }
            });
  }

  private void use(InetAddress to, IOSession connected, boolean again) {
    Exchange mine =
        new Exchange(
            receiver.url(),
            call,
            heard -> {
              if (again && heard.failure() instanceof RequestNotExecutedException) {
                // The receiver has hung up meanwhile, and has seen nothing of the call.
                connect(to);
              } else {
                ended(to, connected, heard);
              }
            });
    synchronized (this) {
      if (reply.isDone()) {
        connected.close(CloseMode.IMMEDIATE);
        return;
      }
      session = connected;
      exchange = mine;
    }
    connected.enqueue(
        new RequestExecutionCommand(mine, HttpCoreContext.create()), Command.Priority.NORMAL);
    if (!connected.isOpen()) {
      mine.failed(new RequestNotExecutedException());
    }
  }

  private void ended(InetAddress to, IOSession used, Exchange heard) {
    if (heard.isWhole() && used.isOpen() && !reply.isDone()) {
      receiver.idle().put(to, used);
    } else {
      used.close(CloseMode.IMMEDIATE);
    }
    if (heard.status() != 0) {
      reply.complete(new Reply(heard.status(), heard.retryAfter(), null));
    } else {
      fail(heard.failure() == null ? "protocol" : FailureWords.of(heard.failure()));
    }
  }

  private void overdue() {
    IOSession open;
    Exchange heard;
    synchronized (this) {
      if (connecting != null) {
        connecting.cancel(true);
      }
      open = session;
      heard = exchange;
    }
    // A status that is known counts, though the rest of the answer is still dripping.
    if (heard != null && heard.status() != 0) {
      reply.complete(new Reply(heard.status(), heard.retryAfter(), null));
    } else {
      fail(FailureWords.TIMEOUT);
    }
    if (open != null) {
      open.close(CloseMode.IMMEDIATE);
    }
  }

  private void fail(String word) {
    reply.complete(new Reply(0, null, word));
  }
}
