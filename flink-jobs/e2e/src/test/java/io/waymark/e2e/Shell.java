package io.waymark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell in a folder, into which lines are typed; what they set stays set. */
final class Shell implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(180);
  private static final String SAY_END = "printf '\\nwaymark-e2e ended with %d\\n' $?";
  private static final Pattern ENDED = Pattern.compile("(?s)(.*)\nwaymark-e2e ended with (\\d+)\n");

  private final Process process;
  private final Writer typed;
  private final Path output;
  private int read;

  private Shell(Process process, Path output) {
    this.process = process;
    this.typed = process.outputWriter(UTF_8);
    this.output = output;
  }

  static Shell in(Path folder) throws IOException {
    Path output = Files.createTempFile("shell", ".out");
    Process process =
        new ProcessBuilder("bash")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Shell(process, output);
  }

  /** What a line said, and how it ended. */
  record Answer(int exitCode, String said) {}

  /** Types a line and waits for its end. */
  Answer run(String line) {
    try {
      // Commands must not take what is typed next for theirs.
      typed.write("{ " + line + "\n} < /dev/null; " + SAY_END + "\n");
      typed.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until("the end of " + line, LONGEST, () -> ENDED.matcher(rest()).matches(), this::rest);
    String rest = rest();
    read += rest.length();
    Matcher ended = ENDED.matcher(rest);
    if (!ended.matches()) {
      throw new IllegalStateException(rest);
    }
    return new Answer(Integer.parseInt(ended.group(2)), ended.group(1));
  }

  private String rest() {
    try {
      // Not strictly: what is being written may end within a character.
      return new String(Files.readAllBytes(output), UTF_8).substring(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    typed.close();
    process.destroy();
    Files.delete(output);
  }
}
