package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts, in which order.
 *
 * @param severities none for all
 * @param touchpoint null for all
 * @param words what they have to contain; null for anything
 * @param after null for the first page
 */
public record AlertQuery(
    View view,
    Sort sort,
    List<String> severities,
    @Nullable String touchpoint,
    @Nullable String words,
    int limit,
    @Nullable Cursor after) {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Whether what alerts say of themselves is looked at. */
  public boolean looksForTexts() {
    return touchpoint != null || words != null;
  }

  /**
   * Whether the alert is found by what this view of it says; of view and severity it is not asked.
   */
  public boolean findsByTexts(ObjectNode view) {
    String said = AlertIntake.words(view);
    return (touchpoint == null || touchpoint.equals(Fields.optional(view, "touchpoint", 500)))
        && eachWord().stream().allMatch(said::contains);
  }

  /** The same, from there on, and so many. */
  public AlertQuery from(@Nullable Cursor cursor, int most) {
    return new AlertQuery(view, sort, severities, touchpoint, words, most, cursor);
  }

  /** All of them have to be there. */
  List<String> eachWord() {
    return words == null
        ? List.of()
        : List.of(BLANKS.split(words.toLowerCase(Locale.ROOT).strip()));
  }

  /** What people look for. */
  public enum View {
    /** Somebody should look. */
    OPEN,
    /** They go on, and nobody is to be called: another one stands for them, or people said so. */
    MUTED,
    RESOLVED,
    ALL
  }

  /** What comes first. */
  public enum Sort {
    /** The oldest. */
    AGE("first_at", "ASC"),
    /** The worst, and of those the one that began last: where one stands does not change. */
    SEVERITY("by_severity", "DESC"),
    CUSTOMERS("by_customers", "DESC"),
    VALUE("by_value", "DESC");

    final String column;
    final String direction;

    Sort(String column, String direction) {
      this.column = column;
      this.direction = direction;
    }

    String following() {
      return direction.equals("ASC") ? ">" : "<";
    }
  }

  /** The last row of the page before. */
  public record Cursor(long key, String id) {
    public String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((key + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What {@link #text} has said.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cursor parse(String text) {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("no cursor");
      }
      return new Cursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
    }
  }
}
