package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is shipped is listed, and nobody's licence asks for our source. */
class SupplyChainE2E {
  /** Of several licences one may be chosen; these ask for no more than a notice. */
  private static final Set<String> PERMISSIVE =
      Set.of(
          "apache-2.0",
          "mit",
          "mit-0",
          "bsd-2-clause",
          "bsd-3-clause",
          "cc0-1.0",
          "unlicense",
          "public domain",
          "go license");

  /**
   * Beside the job jar, unchanged, for the console alone: their licences concern changes to their
   * own files.
   */
  private static final Predicate<String> OF_FILES =
      name -> name.equals("com.h2database:h2") || name.startsWith("jakarta.");

  /** Named by the LICENSE in the jar, and not by the POM, which the list is made from. */
  private static final Map<String, String> NAMED_IN_JAR =
      Map.of("org.apache.datasketches:datasketches-memory:3.0.2", "apache-2.0");

  @Test
  void allThatIsInTheJobJarIsListed() throws IOException {
    JsonNode bom = bom("waymark-sbom.json");
    assertThat(bom.at("/bomFormat").asText()).isEqualTo("CycloneDX");
    SortedSet<String> listed = new TreeSet<>();
    for (JsonNode component : bom.path("components")) {
      listed.add(name(component) + ":" + component.path("version").asText());
      assertThat(component.path("hashes")).as(name(component)).isNotEmpty();
    }

    SortedSet<String> shipped = inJar(Build.home().resolve("waymark.jar"));
    shipped.removeIf(name -> name.startsWith("io.waymark:waymark-app:"));
    assertThat(shipped).hasSizeGreaterThan(20);
    assertThat(listed).containsAll(shipped);
  }

  @Test
  void nothingInTheJobJarIsCopyleft() throws IOException {
    assertThat(copyleft("waymark-sbom.json", name -> false)).isEmpty();
  }

  @Test
  void besideItNothingIsThatWouldConcernMoreThanItsOwnFiles() throws IOException {
    assertThat(copyleft("waymark-with-lib-sbom.json", OF_FILES)).isEmpty();
  }

  private static SortedSet<String> copyleft(String file, Predicate<String> except)
      throws IOException {
    SortedSet<String> found = new TreeSet<>();
    for (JsonNode component : bom(file).path("components")) {
      SortedSet<String> licences = licences(component);
      if (licences.stream().noneMatch(PERMISSIVE::contains) && !except.test(name(component))) {
        found.add(name(component) + " " + licences);
      }
    }
    return found;
  }

  private static SortedSet<String> licences(JsonNode component) {
    SortedSet<String> licences = new TreeSet<>();
    for (JsonNode one : component.path("licenses")) {
      JsonNode licence = one.path("license");
      String text =
          licence.path("id").asText(licence.path("name").asText(one.path("expression").asText()));
      licences.add(text.toLowerCase(Locale.ROOT));
    }
    String named = NAMED_IN_JAR.get(name(component) + ":" + component.path("version").asText());
    if (named != null) {
      licences.add(named);
    }
    return licences;
  }

  private static JsonNode bom(String file) throws IOException {
    Path list = Build.home().resolve(file);
    assumeTrue(Files.exists(list), "a build without a network (mvn -o) makes no " + file);
    return new ObjectMapper().readTree(list.toFile());
  }

  private static String name(JsonNode component) {
    return component.path("group").asText() + ":" + component.path("name").asText();
  }

  private static SortedSet<String> inJar(Path jar) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (entry.getName().endsWith("/pom.properties")) {
          Properties properties = new Properties();
          try (InputStream in = file.getInputStream(entry)) {
            properties.load(in);
          }
          names.add(
              "%s:%s:%s"
                  .formatted(
                      properties.getProperty("groupId"),
                      properties.getProperty("artifactId"),
                      properties.getProperty("version")));
        }
      }
    }
    return names;
  }
}
