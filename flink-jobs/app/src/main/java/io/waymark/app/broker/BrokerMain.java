package io.waymark.app.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * Entry point of a broker's process: formats the data folder if it is new and runs Kafka. It ends
 * when its parent does, however that ended, if it has been told to.
 *
 * <p>Kafka is called by name because the job jar must not carry it.
 */
public final class BrokerMain {
  // A UUID in Kafka's base64 form; a single-node cluster needs no other.
  private static final String CLUSTER_ID = "d2F5bWFya2Jyb2tlcjEyMw";
  private static final long GRACE_MILLIS = 5_000;

  private BrokerMain() {}

  /**
   * @param args the path of the server properties and, if it is to end with its parent, that one's
   *     process id
   */
  public static void main(String[] args) throws Exception {
    String properties = args[0];
    if (args.length > 1) {
      endWithParent(Long.parseLong(args[1]));
    }
    int formatted =
        (int)
            call(
                "kafka.tools.StorageTool",
                "execute",
                new Class<?>[] {String[].class, PrintStream.class},
                new String[] {"format", "-t", CLUSTER_ID, "-c", properties, "--ignore-formatted"},
                System.out);
    if (formatted != 0) {
      System.exit(formatted);
    }
    call(
        "kafka.Kafka", "main", new Class<?>[] {String[].class}, (Object) new String[] {properties});
  }

  private static Object call(String type, String method, Class<?>[] types, Object... args)
      throws ReflectiveOperationException {
    try {
      return Class.forName(type).getMethod(method, types).invoke(null, args);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "The broker's jars (org.apache.kafka:kafka_2.13) are not on the class path", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Kafka failed: " + e.getCause(), e.getCause());
    }
  }

  /** Two signs of the parent's end, because either alone can be missed: its pipe and its pid. */
  private static void endWithParent(long parent) {
    Thread pipe = new Thread(BrokerMain::awaitEndOfInput, "parent-pipe");
    pipe.setDaemon(true);
    pipe.start();
    Optional<ProcessHandle> handle = ProcessHandle.of(parent);
    if (handle.isEmpty()) {
      end();
    }
    handle.ifPresent(process -> process.onExit().thenRun(BrokerMain::end));
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing; only the end of the stream has a meaning.
      }
    } catch (IOException e) {
      // A broken pipe is an ended parent.
    }
    end();
  }

  private static void end() {
    Thread last =
        new Thread(
            () -> {
              try {
                Thread.sleep(GRACE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            },
            "last-resort");
    last.setDaemon(true);
    last.start();
    System.exit(0);
  }
}
