package io.waymark.app.format;

import java.io.PrintWriter;
import java.util.Locale;

/** Rows of a table for people: a name and some counts. */
public final class CountTable {
  private CountTable() {}

  public static void row(PrintWriter out, String name, String... counts) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", name));
    for (String count : counts) {
      line.append(String.format(Locale.ROOT, "%11s", count));
    }
    out.println(line);
  }

  /** The number as it stands in a row: zero is easy to pass over. */
  public static String number(long value) {
    return value == 0 ? "-" : String.format(Locale.ROOT, "%,d", value);
  }
}
