package io.waymark.app.cli;

import io.waymark.app.kafka.Topics;
import io.waymark.console.Console;
import io.waymark.console.ConsoleConfig;
import io.waymark.console.ConsoleSettings;
import io.waymark.console.store.DatabaseUnavailable;
import io.waymark.console.web.CannotListen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark console}. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The page that operations keep open: alerts, touchpoints, journeys and interventions, live.",
      "It listens on this machine alone. Any other address needs https before it and a login: at"
          + " an identity provider, tokens in a file, see --config, or one in the variable"
          + " WAYMARK_CONSOLE_TOKEN."
    },
    footer = {
      "%nKeys of --config (flat YAML), where an option above does not say otherwise:",
      "  waymark.bootstrap-servers, waymark.topic-prefix",
      "  waymark.kafka.<any property of Kafka's clients on how brokers are reached>",
      "  waymark.console.listen, waymark.console.public-url (https://host[:port]/)",
      "  waymark.console.session-idle (PT15M): after how long without anybody a session ends",
      "  waymark.console.sources: topics that events come from; those of the journey job",
      "  waymark.console.zone (Asia/Bangkok): whose clocks the page shows; that of waymark.anomalies",
      "  waymark.console.database.url, .user, .password-file",
      "  waymark.console.key-file: the key that is not in the database (default: beside it)",
      "  waymark.console.tokens-file: lines of a name, viewer, operator or admin, and a token",
      "  waymark.console.oidc.issuer, .client-id, .client-secret, .scopes, .name-claim,",
      "  waymark.console.oidc.roles-claim (groups) and its values: .viewers, .operators, .admins",
      "%nSecrets are written as env:NAME or file:PATH, here and in waymark.kafka."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, the address cannot be had, or there is no database",
      "130:interrupted"
    })
final class ConsoleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "S",
      description = "Kafka brokers: host:port, separated by commas (default: localhost:9092).")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--topic-prefix",
      paramLabel = "P",
      description = "In front of every topic name (default: " + Topics.DEFAULT_PREFIX + ").")
  private @Nullable String topicPrefix;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where it listens (default: 127.0.0.1:8088).")
  private @Nullable String listen;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "Where it keeps what it knows: jdbc:postgresql://...",
        "(default: an embedded database in the folder waymark-console)."
      })
  private @Nullable String database;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration, see below.")
  private @Nullable Path config;

  @Override
  public Integer call() throws InterruptedException {
    try (Console console = Console.start(settings(), InstantSource.system())) {
      spec.commandLine().getErr().println("console: " + console.page());
      spec.commandLine().getErr().flush();
      CountDownLatch interrupted = new CountDownLatch(1);
      Thread end =
          new Thread(
              () -> {
                console.close();
                interrupted.countDown();
              },
              "console-end");
      Runtime.getRuntime().addShutdownHook(end);
      interrupted.await();
      return ExitCode.OK;
    } catch (CannotListen | DatabaseUnavailable e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  private ConsoleSettings settings() {
    Map<String, String> said = new LinkedHashMap<>();
    put(said, ConsoleConfig.BOOTSTRAP_SERVERS, bootstrapServers);
    put(said, ConsoleConfig.TOPIC_PREFIX, topicPrefix);
    put(said, ConsoleConfig.LISTEN, listen);
    put(said, ConsoleConfig.DATABASE_URL, database);
    try {
      return ConsoleConfig.read(config, said, System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  private static void put(Map<String, String> said, String key, @Nullable String value) {
    if (value != null) {
      said.put(key, value);
    }
  }
}
