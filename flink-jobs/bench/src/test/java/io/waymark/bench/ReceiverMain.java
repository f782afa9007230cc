package io.waymark.bench;

import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.Parent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** A receiver of webhooks that does nothing but read them and say that it has, or hang. */
final class ReceiverMain {
  private static final byte[] ANSWER =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** What is sent there is never answered. */
  static final String HANG = "/hang";

  private static final String LENGTH = "content-length:";

  private ReceiverMain() {}

  /**
   * Runs until its parent ends.
   *
   * @param args where to write the port
   */
  public static void main(String[] args) throws IOException {
    Parent.endWithIt();
    try (ServerSocket listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress())) {
      ChildJvm.write(listening.getLocalPort(), Path.of(args[0]));
      while (true) {
        Socket connection = listening.accept();
        new Thread(() -> serve(connection)).start();
      }
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
      for (String request = read(in); !request.isEmpty(); request = read(in)) {
        if (!request.contains(HANG)) {
          connection.getOutputStream().write(ANSWER);
        }
      }
    } catch (IOException e) {
      // The sender has hung up.
    }
  }

  /** Reads a request and answers its first line; an empty one at the end. */
  private static String read(InputStream in) throws IOException {
    int length = 0;
    String request = "";
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.append((char) next);
        continue;
      }
      String header = line.toString().strip().toLowerCase(Locale.ROOT);
      line.setLength(0);
      request = request.isEmpty() ? header : request;
      if (header.startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      } else if (header.isEmpty()) {
        in.skipNBytes(length);
        return request;
      }
    }
    return "";
  }
}
