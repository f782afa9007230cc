package io.waymark.app.job;

import io.waymark.catalogue.Problem;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.intervention.ContactPolicy;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** The contact policy that a configuration names. */
final class ContactPolicyFile {
  private ContactPolicyFile() {}

  /** What is wrong with it, if there is one. */
  static List<String> problems(Configuration config) {
    Optional<String> file = config.getOptional(WaymarkOptions.CONTACT_POLICY);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      return SettingsDocuments.CONTACT.load(Path.of(file.get())).problems().stream()
          .map(Problem::toString)
          .toList();
    } catch (IOException | InvalidPathException e) {
      return List.of(
          "%s: \"%s\" cannot be read".formatted(WaymarkOptions.CONTACT_POLICY.key(), file.get()));
    }
  }

  /** The policy, which has no problems; the shipped one if none is named. */
  static ContactPolicy read(Configuration config) {
    Optional<String> file = config.getOptional(WaymarkOptions.CONTACT_POLICY);
    if (file.isEmpty()) {
      return SettingsDocuments.CONTACT.shipped();
    }
    try {
      return Objects.requireNonNull(SettingsDocuments.CONTACT.load(Path.of(file.get())).settings());
    } catch (IOException e) {
      throw new IllegalStateException(file.get() + " is gone since it was checked", e);
    }
  }
}
