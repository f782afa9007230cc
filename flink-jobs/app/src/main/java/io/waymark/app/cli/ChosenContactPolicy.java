package io.waymark.app.cli;

import io.waymark.catalogue.SettingsDocument;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.intervention.ContactPolicy;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says when customers may be contacted. */
final class ChosenContactPolicy {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--contact-policy",
      paramLabel = "FILE",
      description = "When customers may be contacted, and how often (default: as shipped).")
  private @Nullable Path file;

  /** What it says; wrong usage if that cannot be understood. */
  ContactPolicy load() {
    if (file == null) {
      return SettingsDocuments.CONTACT.shipped();
    }
    SettingsDocument.Loaded<ContactPolicy> loaded = ContactPolicyFiles.load(file);
    if (loaded.settings() == null) {
      throw new ParameterException(
          spec.commandLine(),
          loaded.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }
    return loaded.settings();
  }
}
