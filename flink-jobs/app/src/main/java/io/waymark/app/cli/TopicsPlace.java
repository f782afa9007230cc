package io.waymark.app.cli;

import io.waymark.app.job.InvalidConfig;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.job.JobSettings;
import io.waymark.app.job.UnreadableConfig;
import io.waymark.app.kafka.RuleRevisions;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where the topics are. */
final class TopicsPlace {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of the journey job, to take broker and prefix from.")
  private @Nullable Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "S",
      description = "Kafka brokers: host:port, separated by commas (default: localhost:9092).")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--topic-prefix",
      paramLabel = "P",
      description = "In front of every topic name (default: waymark.).")
  private @Nullable String topicPrefix;

  /** The topics of rules and how to reach them. */
  record Place(Properties client, Topics topics) {
    RulesTopic open() {
      return new RulesTopic(client, topics.rules(), InstantSource.system());
    }

    RuleRevisions revisions() {
      return new RuleRevisions(client, topics.ruleRevisions());
    }
  }

  /**
   * Where they say the rules are; their topics are made if they are missing and {@code make} says
   * so.
   */
  Place resolve(boolean make, Consumer<String> differences) {
    JobSettings settings = settings();
    if (make) {
      Set<String> names = Set.of(settings.topics().rules(), settings.topics().ruleRevisions());
      try (TopicAdmin admin = TopicAdmin.connect(settings.client())) {
        List<Topics.Topic> rules =
            settings.topics().all().stream().filter(topic -> names.contains(topic.name())).toList();
        admin.ensure(rules).forEach(differences);
      }
    }
    return new Place(settings.client(), settings.topics());
  }

  /** Broker and topics, as they say; of a configuration, all that a job needs is asked. */
  JobSettings settings() {
    return settings(file -> JobConfig.load(Job.JOURNEY, file).settings());
  }

  /** Broker and topics; a configuration need not be one that a job could be started with. */
  JobSettings reached() {
    return settings(file -> JobConfig.unstarted(Job.JOURNEY, file));
  }

  private interface Reading {
    JobSettings read(Path file) throws InvalidConfig;
  }

  private JobSettings settings(Reading reading) {
    try {
      if (config == null) {
        return JobConfig.unsaid(
            bootstrapServers == null ? "localhost:9092" : bootstrapServers,
            topicPrefix == null ? Topics.DEFAULT_PREFIX : topicPrefix);
      }
      if (bootstrapServers != null || topicPrefix != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--config says where the topics are; --bootstrap-servers and --topic-prefix can't be"
                + " used with it");
      }
      return reading.read(config);
    } catch (UnreadableConfig e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    } catch (InvalidConfig e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
