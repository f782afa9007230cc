package io.waymark.app.job;

import io.waymark.app.kafka.Topics;
import io.waymark.catalogue.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * A job's configuration, known to be good.
 *
 * @param flink Flink's keys, and ours too, so that they show in Flink's pages
 */
public record JobConfig(Job job, Configuration flink, JobSettings settings) {
  private static final Pattern NEGATIVE = Pattern.compile("\\s*-\\s*\\d.*");

  /**
   * Reads it from a file.
   *
   * @throws InvalidConfig with everything that is wrong with it; an {@link UnreadableConfig} if
   *     that is the file itself
   */
  public static JobConfig load(Job job, Path file) throws InvalidConfig {
    return load(job, List.of(file));
  }

  /**
   * Reads it from files of which each goes before those that stand before it: what holds anywhere,
   * and then what is different at this place.
   *
   * @throws InvalidConfig as {@link #load(Job, Path)} does
   */
  public static JobConfig load(Job job, List<Path> files) throws InvalidConfig {
    JobConfig config = read(job, FlatYaml.read(files));
    List<String> problems =
        job == Job.DELIVERY
            ? NamedDestinations.problems(config.settings().destinations())
            : List.of();
    if (!problems.isEmpty()) {
      throw new InvalidConfig(problems);
    }
    return config;
  }

  /**
   * The settings of a job of which nothing is said but where its topics are.
   *
   * @throws InvalidConfig if that can't be
   */
  public static JobSettings unsaid(String bootstrapServers, String topicPrefix)
      throws InvalidConfig {
    Configuration flink = new Configuration();
    flink.set(WaymarkOptions.BOOTSTRAP_SERVERS, bootstrapServers);
    flink.set(WaymarkOptions.TOPIC_PREFIX, topicPrefix);
    List<String> problems = new ArrayList<>();
    WaymarkRequirements.check(flink, (key, what) -> problems.add(what));
    if (!problems.isEmpty()) {
      throw new InvalidConfig(problems);
    }
    return JobSettings.read(flink);
  }

  /**
   * The settings in a job's configuration that need not say what only a job that is started needs:
   * where its checkpoints are.
   *
   * @throws InvalidConfig as {@link #load(Job, Path)} does
   */
  public static JobSettings unstarted(Job job, Path file) throws InvalidConfig {
    FlatYaml yaml = FlatYaml.read(List.of(file));
    Configuration flink = readable(job, yaml, (readable, problem) -> {});
    return JobSettings.read(flink);
  }

  /** Reads it from the files that the arguments of a main name. */
  static JobConfig of(Job job, String[] args) throws InvalidConfig {
    List<Path> files = new ArrayList<>();
    boolean asExpected = args.length > 0 && args.length % 2 == 0;
    for (int i = 0; asExpected && i < args.length; i += 2) {
      asExpected = args[i].equals("--config");
      files.add(Path.of(args[i + 1]));
    }
    if (!asExpected) {
      throw new InvalidConfig(
          List.of("expected --config FILE, once or more often, got " + String.join(" ", args)));
    }
    return load(job, files);
  }

  static JobConfig read(Job job, FlatYaml yaml) throws InvalidConfig {
    Configuration flink =
        readable(
            job,
            yaml,
            (readable, problem) -> {
              FlinkRequirements.check(readable, problem);
              if (job.writesInTransactions(readable)) {
                FlinkRequirements.checkTransactions(readable, problem);
              }
            });
    FlinkRequirements.complete(flink);
    return new JobConfig(job, flink, JobSettings.read(flink));
  }

  /**
   * @param more what else is asked of it
   */
  private static Configuration readable(
      Job job, FlatYaml yaml, BiConsumer<Configuration, BiConsumer<String, String>> more)
      throws InvalidConfig {
    if (!yaml.problems().isEmpty()) {
      throw new InvalidConfig(yaml.problems());
    }
    Map<String, String> values = yaml.values();
    Configuration flink = Configuration.fromMap(values);
    values.keySet().stream()
        .filter(key -> key.startsWith(WaymarkOptions.PREFIX))
        .forEach(key -> unknown(job, key).ifPresent(what -> yaml.problem(key, what)));
    Set<String> unreadable = unreadable(job, flink, yaml);
    Configuration readable = new Configuration(flink);
    unreadable.forEach(readable::removeKey);
    // What can't be read is not missing too.
    BiConsumer<String, String> problem =
        (key, what) -> {
          if (!unreadable.contains(key)) {
            yaml.problem(key, what);
          }
        };
    WaymarkRequirements.check(readable, problem);
    KafkaAccess.read(readable, problem);
    if (job.readsEvents()) {
      new SourceKeys(readable, new Topics(readable.get(WaymarkOptions.TOPIC_PREFIX)))
          .check(problem);
    }
    more.accept(readable, problem);
    if (!yaml.problems().isEmpty()) {
      throw new InvalidConfig(yaml.problems());
    }
    return flink;
  }

  private static Optional<String> unknown(Job job, String key) {
    if (takes(job, key)) {
      return Optional.empty();
    }
    String others =
        String.join(
            ", ",
            Arrays.stream(Job.values())
                .filter(other -> takes(other, key))
                .map(Job::title)
                .toList());
    return Optional.of(
        others.isEmpty()
            ? key + " is not an option" + Spelling.hint(key, keys(job))
            : "%s is an option of %s, not of %s".formatted(key, others, job.title()));
  }

  private static boolean takes(Job job, String key) {
    return keys(job).contains(key)
        || key.startsWith(KafkaAccess.PREFIX)
        || (job.readsEvents() && key.startsWith(SourceKeys.PREFIX));
  }

  private static List<String> keys(Job job) {
    return job.options().stream().map(ConfigOption::key).toList();
  }

  private static Set<String> unreadable(Job job, Configuration flink, FlatYaml yaml) {
    Set<String> unreadable = new HashSet<>();
    Stream.of(job.options(), SourceKeys.durations(flink.keySet()), FlinkRequirements.typed())
        .flatMap(List::stream)
        .forEach(
            option -> {
              try {
                flink.getOptional(option);
              } catch (IllegalArgumentException e) {
                yaml.problem(option.key(), unreadable(option.key(), flink.getValue(option), e));
                unreadable.add(option.key());
              }
            });
    return unreadable;
  }

  private static String unreadable(String key, String value, IllegalArgumentException refusal) {
    if (NEGATIVE.matcher(value).matches()) {
      return "%s: \"%s\" won't do; it cannot be negative".formatted(key, value);
    }
    Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
    return "%s: \"%s\" cannot be read: %s".formatted(key, value, cause.getMessage());
  }
}
