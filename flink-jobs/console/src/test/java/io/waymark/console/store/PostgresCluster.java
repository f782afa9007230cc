package io.waymark.console.store;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the tests' own, from what the system has installed; gone when it is closed. */
final class PostgresCluster implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  // It refuses to run as root; Debian's package brings this user.
  private static final String USER = "postgres";

  private final Path bin;
  private final Path data;
  private final int port;

  private PostgresCluster(Path bin, Path data, int port) {
    this.bin = bin;
    this.data = data;
    this.port = port;
  }

  /** Where its programs are; empty if it is not installed, or can't be run by this user. */
  static Optional<Path> programs() throws IOException, InterruptedException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        versions.sorted(Comparator.reverseOrder()).map(v -> v.resolve("bin")).forEach(found::add);
      }
    }
    Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(Path::of)
        .forEach(found::add);
    boolean runnable = !isRoot() || new ProcessBuilder("id", USER).start().waitFor() == 0;
    return runnable
        ? found.stream().filter(bin -> Files.isExecutable(bin.resolve("initdb"))).findFirst()
        : Optional.empty();
  }

  static PostgresCluster start(Path bin) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("waymark-postgres-");
    if (isRoot()) {
      run(List.of("chown", USER, data.toString()));
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PostgresCluster cluster = new PostgresCluster(bin, data, port);
    cluster.program("initdb", "-D", data + "/db", "-A", "trust", "-U", "waymark", "-E", "UTF8");
    cluster.program(
        "pg_ctl",
        "-D",
        data + "/db",
        "-w",
        "-l",
        data + "/log",
        "-o",
        "-p " + port + " -k " + data + " -c listen_addresses=127.0.0.1 -c fsync=off",
        "start");
    return cluster;
  }

  DatabaseAddress address() {
    return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "waymark", "");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    program("pg_ctl", "-D", data + "/db", "-m", "immediate", "stop");
    run(List.of("rm", "-rf", data.toString()));
  }

  private void program(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(bin.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("waymark-", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(new File("/"))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command + ": " + Files.readString(said));
      }
    } finally {
      Files.delete(said);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
