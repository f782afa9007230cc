package io.waymark.app.run.released;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A canonical savepoint in one file, and beside it in {@code facts.properties} what has to be known
 * to go on from it.
 *
 * @param at the time that its story is relative to, in epoch milliseconds
 * @param ends of the topics that the job reads, by partition
 * @param sent what its story's first half had sent
 */
record ReleasedState(Path folder, long at, SortedMap<String, Long> ends, SortedSet<String> sent) {
  private static final String FACTS = "facts.properties";
  private static final String AT = "at";
  private static final String SENT = "sent";
  private static final String END = "end.";

  static ReleasedState read(Path folder) throws IOException {
    Properties facts = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(FACTS))) {
      facts.load(in);
    }
    SortedMap<String, Long> ends =
        facts.stringPropertyNames().stream()
            .filter(name -> name.startsWith(END))
            .collect(
                Collectors.toMap(
                    name -> name.substring(END.length()),
                    name -> Long.valueOf(facts.getProperty(name)),
                    (one, other) -> one,
                    TreeMap::new));
    SortedSet<String> sent =
        Arrays.stream(facts.getProperty(SENT).split(" "))
            .filter(one -> !one.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    return new ReleasedState(folder, Long.parseLong(facts.getProperty(AT)), ends, sent);
  }

  /** Writes what stands beside the savepoint. */
  void write() throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve(FACTS))) {
      out.write(AT + "=" + at + "\n");
      out.write(SENT + "=" + String.join(" ", sent) + "\n");
      for (Map.Entry<String, Long> end : ends.entrySet()) {
        if (end.getValue() > 0) {
          out.write(END + end.getKey() + "=" + end.getValue() + "\n");
        }
      }
    }
  }
}
