package io.waymark.console.access;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Users by the token that each logs in with. Only the tokens' hashes are held. */
public final class Tokens {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int SHORTEST = 16;

  private record Known(User user, byte[] hash) {}

  private final List<Known> known;

  private Tokens(List<Known> known) {
    this.known = List.copyOf(known);
  }

  /** One user with one token. */
  public static Tokens of(User user, String token) {
    return parse(user.name() + " " + user.role().word() + " " + token);
  }

  /**
   * Reads a file of them: on each line a name, a role and a token; lines that begin with # and
   * empty ones count for nothing.
   *
   * @throws IllegalArgumentException with all that is wrong, which names lines and no token
   */
  public static Tokens parse(String text) {
    List<Known> known = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = BLANKS.split(line);
      Optional<Role> role = words.length == 3 ? Role.of(words[1]) : Optional.empty();
      if (role.isEmpty()) {
        problems.add("line " + (i + 1) + " is not a name, viewer, operator or admin, and a token");
      } else if (!User.isName(words[0])) {
        problems.add("line " + (i + 1) + " has a name that can't be given");
      } else if (words[2].length() < SHORTEST) {
        problems.add("line " + (i + 1) + " has a token of less than " + SHORTEST + " characters");
      } else {
        known.add(new Known(new User(words[0], role.get()), Secrets.hash(words[2])));
      }
    }
    if (known.isEmpty() && problems.isEmpty()) {
      problems.add("there is no token");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new Tokens(known);
  }

  /** Whose it is. Looks at all of them, so that its time tells nothing. */
  public Optional<User> user(String token) {
    byte[] hash = Secrets.hash(token);
    Optional<User> found = Optional.empty();
    for (Known one : known) {
      if (MessageDigest.isEqual(one.hash(), hash)) {
        found = Optional.of(one.user());
      }
    }
    return found;
  }
}
