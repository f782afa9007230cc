package io.waymark.app.format.registry;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema registry is.
 *
 * @param url under which Confluent's API stands: with Apicurio {@code .../apis/ccompat/v7}
 * @param credentialsFile where the job runs; null: the environment has them, or none are needed
 * @param timeout of a request
 */
public record RegistryAddress(String url, @Nullable String credentialsFile, Duration timeout)
    implements Serializable {
  /** The variable that has the credentials if no file is named. */
  public static final String CREDENTIALS = "WAYMARK_REGISTRY_CREDENTIALS";

  URI schema(int id) {
    return URI.create(url.replaceAll("/+$", "") + "/schemas/ids/" + id);
  }

  /**
   * The {@code Authorization} header: credentials are {@code user:password}, or {@code Bearer} and
   * a token. They are read each time, since tokens are renewed.
   */
  Optional<String> authorization() throws IOException {
    String given =
        credentialsFile == null
            ? System.getenv(CREDENTIALS)
            : Files.readString(Path.of(credentialsFile));
    if (given == null || given.isBlank()) {
      return Optional.empty();
    }
    String credentials = given.strip();
    return Optional.of(
        credentials.startsWith("Bearer ")
            ? credentials
            : "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }
}
