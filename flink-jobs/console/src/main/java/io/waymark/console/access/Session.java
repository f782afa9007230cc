package io.waymark.console.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at a browser.
 *
 * @param id what its cookie says
 * @param csrf what a change has to bring along
 * @param begun milliseconds of the wall clock
 * @param idToken with which an identity provider knows them; null without one
 */
public record Session(String id, User user, String csrf, long begun, @Nullable String idToken) {
  /** Whether a change brings along what only this session's page can know. */
  public boolean vouchesFor(String token) {
    return Secrets.same(csrf, token);
  }

  @Override
  public String toString() {
    return "session of " + user.name();
  }
}
