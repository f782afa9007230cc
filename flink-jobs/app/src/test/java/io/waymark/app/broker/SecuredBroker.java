package io.waymark.app.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * The local broker as it should be in earnest: TLS alone, with a certificate of its own, users with
 * passwords (SCRAM), and nothing allowed that is not said.
 */
public final class SecuredBroker implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final String STORE_PASSWORD = "of-the-store";
  private static final String ADMIN_PASSWORD = "of-the-administrator";

  private final BrokerFiles files;
  private final Path folder;
  private final BrokerPorts ports;
  private final Process process;

  private SecuredBroker(Path folder) throws Exception {
    this.folder = folder;
    this.files = new BrokerFiles(folder);
    this.ports = BrokerPorts.free();
    List<String> command =
        new BrokerLaunch(
                System.getProperty("java.class.path"),
                folder,
                "384m",
                new BrokerQuorum(List.of(ports)),
                1)
            .prepareToEndWithThisProcess();
    makeCertificate();
    Files.writeString(files.properties(), properties());
    Files.writeString(
        files.logging(),
        Files.readString(files.logging())
            + """
            logger.authorizer.name = kafka.authorizer.logger
            logger.authorizer.level = info
            """);
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(files.output().toFile())
            .start();
  }

  /** Starts it and waits until it answers the administrator. */
  public static SecuredBroker start(Path folder) throws Exception {
    SecuredBroker broker = new SecuredBroker(Files.createDirectories(folder));
    long deadline = System.nanoTime() + START.toNanos();
    while (!broker.answers()) {
      if (!broker.process.isAlive() || System.nanoTime() > deadline) {
        broker.close();
        throw new AssertionError("the broker did not start:\n" + broker.files.tail());
      }
    }
    return broker;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + ports.clients();
  }

  /** The certificate that clients trust. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** A client that may do everything. */
  public Properties administrator() {
    Properties client = tls();
    client.put("sasl.mechanism", "PLAIN");
    client.put(
        "sasl.jaas.config",
        jaas("org.apache.kafka.common.security.plain.PlainLoginModule", "admin", ADMIN_PASSWORD));
    return client;
  }

  /** A client that comes as a user. */
  public Properties client(String user, String password) {
    Properties client = tls();
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    client.put("sasl.jaas.config", scram(user, password));
    return client;
  }

  /** What a client's {@code sasl.jaas.config} says. */
  public static String scram(String user, String password) {
    return jaas("org.apache.kafka.common.security.scram.ScramLoginModule", user, password);
  }

  /** Makes a user that may do nothing yet. */
  public void add(String user, String password) throws Exception {
    try (Admin admin = Admin.create(administrator())) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  /** What was refused to a user up to now, as the authorizer said it. */
  public List<String> refused(String user) throws IOException {
    try (var lines = Files.lines(files.output(), UTF_8)) {
      return lines
          .filter(line -> line.contains("Principal = User:" + user + " is Denied"))
          .toList();
    }
  }

  private Properties tls() {
    Properties client = new Properties();
    client.put("bootstrap.servers", bootstrapServers());
    client.put("security.protocol", "SASL_SSL");
    client.put("ssl.truststore.type", "PEM");
    client.put("ssl.truststore.location", authority().toString());
    return client;
  }

  private static String jaas(String module, String user, String password) {
    return "%s required username=\"%s\" password=\"%s\";".formatted(module, user, password);
  }

  // The controller's port is on loopback and for the broker alone; it has no name there.
  private String properties() throws IOException {
    String clients = "SASL_SSL://" + bootstrapServers();
    return Files.readString(files.properties())
            .replace("PLAINTEXT://" + bootstrapServers(), clients)
        + """
        listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=SASL_SSL
        sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
        sasl.mechanism.inter.broker.protocol=PLAIN
        listener.name.sasl_ssl.plain.sasl.jaas.config=%1$s
        listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=\
        org.apache.kafka.common.security.scram.ScramLoginModule required;
        ssl.keystore.type=PKCS12
        ssl.keystore.location=%2$s
        ssl.keystore.password=%3$s
        ssl.truststore.type=PEM
        ssl.truststore.location=%4$s
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:admin;User:ANONYMOUS
        """
            .formatted(
                jaas(
                        "org.apache.kafka.common.security.plain.PlainLoginModule",
                        "admin",
                        ADMIN_PASSWORD)
                    .replace(";", " user_admin=\"" + ADMIN_PASSWORD + "\";"),
                folder.resolve("broker.p12"),
                STORE_PASSWORD,
                authority());
  }

  private void makeCertificate() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=broker",
        "-ext",
        "SAN=ip:127.0.0.1,dns:localhost",
        "-validity",
        "2",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-alias", "broker", "-rfc", "-file", authority().toString());
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore", folder.resolve("broker.p12").toString(), "-storepass", STORE_PASSWORD));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  private boolean answers() throws InterruptedException {
    Properties client = administrator();
    client.put("request.timeout.ms", "2000");
    client.put("default.api.timeout.ms", "2000");
    try (Admin admin = Admin.create(client)) {
      return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
