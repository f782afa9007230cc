package io.waymark.app.cli;

import io.waymark.app.job.AnomaliesFile;
import io.waymark.app.work.FileFailures;
import io.waymark.catalogue.SettingsDocument;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.anomaly.AnomalySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say whether it is learnt what is normal at touchpoints, and by which hours. */
final class ChosenLearning {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--normals",
      description = {
        "Writes normals.jsonl, too: what was normal at each touchpoint by hour of the week.",
        "A pulse job that is started with it (waymark.anomalies.history) knows it from the first window on."
      })
  private boolean wanted;

  @Option(
      names = "--anomalies",
      paramLabel = "FILE",
      description =
          "Time zone and special days by which --normals learns; the job's own (default: as shipped).")
  private @Nullable Path file;

  /**
   * By which calendar; null if nothing is to be learnt; wrong usage if that cannot be understood.
   */
  @Nullable AnomaliesFile load() {
    if (!wanted) {
      if (file != null) {
        throw new ParameterException(
            spec.commandLine(), "--anomalies says by what --normals learns: give that, too");
      }
      return null;
    }
    return file == null ? AnomaliesFile.SHIPPED : load(file);
  }

  private AnomaliesFile load(Path named) {
    try {
      SettingsDocument.Loaded<AnomalySettings> loaded = SettingsDocuments.ANOMALIES.load(named);
      if (loaded.settings() == null) {
        throw new ParameterException(
            spec.commandLine(),
            loaded.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
      }
      return new AnomaliesFile(named.toString(), Files.readString(named));
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + named + ": " + FileFailures.reason(e));
    }
  }
}
