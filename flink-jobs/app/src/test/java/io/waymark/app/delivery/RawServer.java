package io.waymark.app.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A receiver that does to its connections whatever a test wants, byte by byte. */
public final class RawServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

  private final ServerSocket listening;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What follows a request; an exception ends the connection. */
  public interface Script {
    void answer(Socket connection) throws Exception;
  }

  public RawServer(ServerSocket listening, Script script) {
    this.listening = listening;
    this.script = script;
    Thread accepting = new Thread(this::accept, "raw-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  /** On this machine, under any of its addresses. */
  public static RawServer start(Script script) throws IOException {
    return new RawServer(new ServerSocket(0), script);
  }

  public static RawServer on(InetAddress address, int port, Script script) throws IOException {
    return new RawServer(new ServerSocket(port, 50, address), script);
  }

  /** Answers each request with these bytes. */
  public static Script saying(String... lines) {
    byte[] bytes = String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    return connection -> {
      connection.getOutputStream().write(bytes);
      connection.getOutputStream().flush();
    };
  }

  public int port() {
    return listening.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /** Head and body of each, as they came. */
  public List<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listening.accept();
        connections.incrementAndGet();
        open.add(connection);
        Thread serving = new Thread(() -> serve(connection), "raw-connection");
        serving.setDaemon(true);
        serving.start();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      while (true) {
        requests.add(request(connection.getInputStream()));
        script.answer(connection);
      }
    } catch (Exception e) {
      // The script is over, or the other side is gone.
    }
  }

  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("over");
      }
      out.write(next);
      head = out.toString(StandardCharsets.ISO_8859_1);
    }
    var length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
