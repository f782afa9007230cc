package io.waymark.app.cli;

import io.waymark.app.work.FileFailures;
import io.waymark.catalogue.SettingsDocument;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.intervention.ContactPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Contact policies named on the command line. */
final class ContactPolicyFiles {
  private static final Pattern TOP = Pattern.compile("(?m)^policy\\s*:");

  private ContactPolicyFiles() {}

  /**
   * Whether the file has a contact policy and not rules, however wrong it is.
   *
   * @throws CommandFailed if it cannot be read
   */
  static boolean isOne(Path path) {
    try {
      return Files.isRegularFile(path) && TOP.matcher(Files.readString(path)).find();
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + path + ": " + FileFailures.reason(e));
    }
  }

  /**
   * What it says, and what is wrong with it.
   *
   * @throws CommandFailed if it cannot be read
   */
  static SettingsDocument.Loaded<ContactPolicy> load(Path path) {
    try {
      return SettingsDocuments.CONTACT.load(path);
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + path + ": " + FileFailures.reason(e));
    }
  }
}
