package io.waymark.console.access;

import java.util.Set;

/**
 * Somebody.
 *
 * @param name as the audit has it: 1 to 200 characters, and none of those by which it means the
 *     console itself
 */
public record User(String name, Role role) {
  public static final User LOCAL = new User("local", Role.ADMIN);

  private static final Set<String> TAKEN = Set.of("local", "waymark", "-");
  private static final int LONGEST = 200;

  public User {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException("a user's name has 1 to " + LONGEST + " characters");
    }
  }

  /** Whether somebody who logs in may be called so. */
  public static boolean isName(String name) {
    return !name.isBlank() && name.length() <= LONGEST && !TAKEN.contains(name);
  }
}
