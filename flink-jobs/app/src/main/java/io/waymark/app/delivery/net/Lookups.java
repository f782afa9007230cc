package io.waymark.app.delivery.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Resolves names aside. Of each name one lookup is under way at a time, on a thread of its own:
 * however long a name server takes, it holds up nobody else's name.
 */
final class Lookups implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final Resolver resolver;
  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Daemons.named("delivery-dns"));

  Lookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Fails with an {@link UnknownHostException} if there are none. */
  CompletableFuture<List<InetAddress>> addresses(String host) {
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> first = underWay.putIfAbsent(host, mine);
    if (first != null) {
      return first;
    }
    threads.execute(() -> resolve(host, mine));
    return mine;
  }

  private void resolve(String host, CompletableFuture<List<InetAddress>> answer) {
    try {
      List<InetAddress> addresses = List.copyOf(resolver.resolve(host));
      underWay.remove(host);
      answer.complete(addresses);
    } catch (UnknownHostException | RuntimeException e) {
      underWay.remove(host);
      answer.completeExceptionally(new CompletionException(e));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
