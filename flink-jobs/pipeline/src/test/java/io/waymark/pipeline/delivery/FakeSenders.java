package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Destination;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Reply;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Destinations that do what a test tells them; whoever opens them reaches the same ones. */
public final class FakeSenders implements Senders {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Wire> WIRES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  /** A request that was made. */
  public record Sent(String destination, Message message, CompletableFuture<Reply> reply) {}

  /** What the destinations have got, and how they answer: null leaves it to the test. */
  private static final class Wire {
    private final List<Destination> destinations;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private volatile Function<Sent, Reply> answers = sent -> null;

    Wire(List<Destination> destinations) {
      this.destinations = destinations;
    }
  }

  public FakeSenders(List<Destination> destinations) {
    WIRES.put(id, new Wire(destinations));
  }

  public Queue<Sent> sent() {
    return wire().sent;
  }

  public void answer(Function<Sent, Reply> answers) {
    wire().answers = answers;
  }

  private Wire wire() {
    return WIRES.get(id);
  }

  @Override
  public List<Destination> destinations() {
    return wire().destinations;
  }

  @Override
  public Sender open() {
    Wire wire = wire();
    return new Sender() {
      @Override
      public CompletionStage<Reply> send(String destination, Message message) {
        Sent sent = new Sent(destination, message, new CompletableFuture<>());
        wire.sent.add(sent);
        Reply reply = wire.answers.apply(sent);
        if (reply != null) {
          sent.reply().complete(reply);
        }
        return sent.reply();
      }

      @Override
      public void close() {}
    };
  }
}
