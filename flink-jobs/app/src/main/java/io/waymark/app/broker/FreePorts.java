package io.waymark.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports of the loopback interface for processes that are started later, and again after they were
 * killed.
 *
 * <p>They are below those that an operating system gives to whoever connects (from 32768 on Linux,
 * 49152 elsewhere): one of those could be taken by any client while its server is down, even by one
 * that tries to connect to it. Each process hands out ports of a block of its own, of which it
 * holds the first one for as long as it lives, so two processes never hand out the same one.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int BLOCKS = 98;
  private static final int BLOCK = 128;

  private static @Nullable ServerSocket claim;
  private static int last;

  private FreePorts() {}

  /**
   * Ports that nobody listens on.
   *
   * @param count fewer than 128
   * @return each once
   * @throws IOException if so many are not free, or all blocks are taken
   */
  public static synchronized List<Integer> find(int count) throws IOException {
    int block = block();
    List<Integer> found = new ArrayList<>();
    for (int tries = 1; tries < BLOCK && found.size() < count; tries++) {
      last = last % (BLOCK - 1) + 1;
      if (isFree(block + last)) {
        found.add(block + last);
      }
    }
    if (found.size() < count) {
      throw new IOException("all ports from %d to %d are taken".formatted(block, block + BLOCK));
    }
    return found;
  }

  private static int block() throws IOException {
    if (claim == null) {
      int start = ThreadLocalRandom.current().nextInt(BLOCKS);
      for (int i = 0; i < BLOCKS && claim == null; i++) {
        claim = tryHold(FIRST + (start + i) % BLOCKS * BLOCK);
      }
      if (claim == null) {
        throw new IOException(
            "a port of each block from %d to %d is taken".formatted(FIRST, FIRST + BLOCKS * BLOCK));
      }
    }
    return claim.getLocalPort();
  }

  /** Whether nobody listens on a port of the loopback interface. */
  public static boolean isFree(int port) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static @Nullable ServerSocket tryHold(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException taken) {
      return null;
    }
  }
}
