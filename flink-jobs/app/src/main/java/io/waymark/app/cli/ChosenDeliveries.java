package io.waymark.app.cli;

import io.waymark.app.redelivery.DeliveryChoice;
import io.waymark.domain.delivery.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which deliveries are meant. */
final class ChosenDeliveries {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Only this message, or those of this trigger or alert; may be repeated.")
  private List<String> ids = List.of();

  @Option(
      names = "--destination",
      paramLabel = "D",
      description = "Only those for this destination; may be repeated.")
  private List<String> destinations = List.of();

  @Option(
      names = "--since",
      paramLabel = "T",
      description =
          "Only those of this time or later: 2026-01-31T12:00:00Z, or 2h for the last two hours.")
  private @Nullable String since;

  DeliveryChoice choice(Set<Attempt.Status> statuses) {
    return new DeliveryChoice(Set.copyOf(ids), Set.copyOf(destinations), statuses);
  }

  /** In milliseconds since the epoch. */
  Optional<Long> since() {
    return Since.parse(spec.commandLine(), since);
  }
}
