package io.waymark.app.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How one broker is started.
 *
 * @param classPath what it runs from: the jars of {@code org.apache.kafka:kafka_2.13} with their
 *     dependencies, log4j, and this class
 * @param directory its configuration and its data; data found there is kept
 * @param heap its largest heap as {@code java -Xmx} writes it: {@code 512m}
 * @param quorum the brokers that it belongs to
 * @param id which of them it is
 */
public record BrokerLaunch(
    String classPath, Path directory, String heap, BrokerQuorum quorum, int id) {

  /**
   * Writes its configuration and answers the command that starts it. It runs until it is ended.
   *
   * @throws BrokerFailed if the folder can't be written
   */
  public List<String> prepare() {
    BrokerFiles files = new BrokerFiles(directory);
    files.write(quorum, id);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dlog4j2.configurationFile=" + files.logging().toUri(),
        "-cp",
        classPath,
        BrokerMain.class.getName(),
        files.properties().toString());
  }

  /** The same, but it ends when this process does, however that ends. */
  List<String> prepareToEndWithThisProcess() {
    List<String> command = new ArrayList<>(prepare());
    command.add(Long.toString(ProcessHandle.current().pid()));
    return command;
  }
}
