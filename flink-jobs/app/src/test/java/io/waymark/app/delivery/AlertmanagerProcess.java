package io.waymark.app.delivery;

import io.waymark.app.broker.FreePorts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** An Alertmanager of its own on this machine. */
final class AlertmanagerProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private AlertmanagerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where it is installed, with its tool; empty if it is not. */
  static Optional<String> program() {
    return installed("amtool")
        .flatMap(
            tool ->
                Stream.of("prometheus-alertmanager", "alertmanager")
                    .flatMap(name -> installed(name).stream())
                    .findFirst());
  }

  private static Optional<String> installed(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Ready when this returns. */
  static AlertmanagerProcess start(String program, Path work) throws IOException {
    Path config = work.resolve("alertmanager.yml");
    Files.writeString(config, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    int port = FreePorts.find(1).get(0);
    Process process =
        new ProcessBuilder(
                program,
                "--config.file=" + config,
                "--storage.path=" + work.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .start();
    BufferedReader log = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Listening on")) {
        return new AlertmanagerProcess(process, port);
      }
    }
    throw new IOException("Alertmanager does not start:\n" + said);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
