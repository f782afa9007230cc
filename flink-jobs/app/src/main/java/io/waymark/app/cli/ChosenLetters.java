package io.waymark.app.cli;

import io.waymark.app.letters.LetterChoice;
import io.waymark.pipeline.wire.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which dead letters are meant. */
final class ChosenLetters {
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]+");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "Only those with this reason, a code such as oversize; may be repeated.")
  private List<String> reasons = List.of();

  @Option(
      names = "--topic",
      paramLabel = "T",
      description = "Only those that came from this topic (its whole name); may be repeated.")
  private List<String> topics = List.of();

  @Option(
      names = "--since",
      paramLabel = "T",
      description =
          "Only those that became dead letters at this time or later: 2026-01-31T12:00:00Z, or 2h for the last two hours.")
  private @Nullable String since;

  LetterChoice choice() {
    topics.stream()
        .filter(topic -> !TOPIC.matcher(topic).matches())
        .findFirst()
        .ifPresent(
            topic -> {
              throw usage("--topic \"%s\" is no name of a topic".formatted(topic));
            });
    return new LetterChoice(
        reasons.stream().map(this::reason).collect(Collectors.toSet()), Set.copyOf(topics));
  }

  private RejectReason reason(String code) {
    return Arrays.stream(RejectReason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "--reason %s: there is no such reason; there are %s"
                        .formatted(
                            code,
                            Arrays.stream(RejectReason.values())
                                .map(RejectReason::code)
                                .collect(Collectors.joining(", ")))));
  }

  /** In milliseconds since the epoch. */
  Optional<Long> since() {
    return Since.parse(spec.commandLine(), since);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
