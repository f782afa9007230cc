package io.waymark.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files that a pod finds in its ConfigMap and its Secret, in a folder of this machine. */
public final class Placed {
  private static final Pattern SECRET = Pattern.compile("/etc/waymark-secrets/([\\w.-]+)");

  /** What fits all that is read when a process starts. */
  private static final String CONTENT = "ann admin 0123456789abcdef0123456789abcdef\n";

  private final Path folder;

  private Placed(Path folder) {
    this.folder = folder;
  }

  /** Puts them there: of the ConfigMap what it has, of the Secret what that speaks of. */
  public static Placed in(Path folder, List<JsonNode> resources, JsonNode volumes)
      throws IOException {
    Placed placed = new Placed(folder);
    Files.createDirectories(folder.resolve("etc/waymark"));
    Files.createDirectories(folder.resolve("etc/waymark-secrets"));
    for (JsonNode volume : volumes) {
      JsonNode name = volume.at("/configMap/name");
      if (!name.isMissingNode()) {
        for (var file :
            Rendered.one(resources, "ConfigMap", name.asText()).get("data").properties()) {
          placed.put(file.getKey(), file.getValue().asText());
        }
      }
    }
    return placed;
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(folder.resolve("etc/waymark").resolve(name), here(text));
    for (String secret : SECRET.matcher(text).results().map(found -> found.group(1)).toList()) {
      Files.writeString(folder.resolve("etc/waymark-secrets").resolve(secret), CONTENT);
    }
  }

  /** The text with the places of a pod's files replaced by those on this machine. */
  public String here(String text) {
    return text.replace("/etc/waymark", folder.resolve("etc/waymark").toString());
  }
}
