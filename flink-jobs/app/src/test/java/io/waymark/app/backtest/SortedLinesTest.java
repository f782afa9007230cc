package io.waymark.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedLinesTest {
  @TempDir private Path dir;

  @Test
  void mergesPartsByTimeThenTextsByCodePoints() throws Exception {
    // By UTF-16 units the last two would change places.
    Files.writeString(
        dir.resolve("part-0"),
        line(LineKey.of(2, "a"), "fourth") + line(LineKey.of(1, "b\uFF5E"), "second"));
    Files.writeString(
        dir.resolve("part-1"),
        line(LineKey.of(1, "b\uD83D\uDE00"), "third") + line(LineKey.of(1, "a", "z"), "first"));
    Files.createFile(dir.resolve("part-2"));
    List<List<String>> keys = new ArrayList<>();

    Path sorted = dir.resolveSibling(dir.getFileName() + ".sorted");
    SortedLines.merge(dir, sorted, key -> keys.add(LineKey.texts(key)));

    assertThat(Files.readAllLines(sorted)).containsExactly("first", "second", "third", "fourth");
    assertThat(keys).startsWith(List.of("a", "z"));
    Files.delete(sorted);
  }

  @Test
  void aResultIsReplacedWhenTheNewOneIsWholeAndNotBefore() throws Exception {
    Path sorted = Files.writeString(dir.resolve("sorted"), "old\n");

    Path parts = parts("broken");
    assertThatThrownBy(() -> SortedLines.merge(parts, sorted, key -> breakOffAt("b", key)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Files.readAllLines(sorted)).containsExactly("old");

    SortedLines.merge(parts("whole"), sorted, key -> {});
    assertThat(Files.readAllLines(sorted)).containsExactly("new", "newer");
    assertThat(dir).isDirectoryNotContaining("glob:**.part");
  }

  private Path parts(String name) throws IOException {
    Path parts = Files.createDirectory(dir.resolve(name));
    Files.writeString(
        parts.resolve("part-0"),
        line(LineKey.of(1, "a"), "new") + line(LineKey.of(2, "b"), "newer"));
    return parts;
  }

  private static void breakOffAt(String text, String key) {
    if (LineKey.texts(key).contains(text)) {
      throw new IllegalStateException("broken off");
    }
  }

  @Test
  void aShorterFieldComesFirstWhateverFollowsIt() {
    assertThat(LineKey.of(1, "a", "z")).isLessThan(LineKey.of(1, "a!", "b"));
    assertThat(LineKey.of(9, "a")).isLessThan(LineKey.of(10, "a"));
  }

  private static String line(String key, String text) {
    return key + SortedLines.KEY_END + text + "\n";
  }
}
