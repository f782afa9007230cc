package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {
  private final Traces traces = new Traces(new Properties(), "token");
  @TempDir private Path folder;

  @Test
  void aFileThatHasTheTokenIsNamed() throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("b"), "x-token-y");
    Files.writeString(folder.resolve("c"), "nothing");
    assertThat(traces.areIn(folder)).isTrue();
    assertThat(traces.in(folder)).containsExactly("a/b");
  }

  @Test
  void whereNothingIsThereIsNothing() throws Exception {
    Files.writeString(folder.resolve("c"), "nothing");
    assertThat(traces.areIn(folder)).isFalse();
    assertThat(traces.in(folder)).isEmpty();
  }

  @Test
  void whatIsGoneProvesNeitherThatTheyAreThereNorThatTheyAreNot() throws Exception {
    Path gone = folder.resolve("gone");
    assertThat(traces.areIn(gone)).isFalse();
    assertThat(traces.in(gone)).containsExactly("not to be known: " + gone);
  }
}
