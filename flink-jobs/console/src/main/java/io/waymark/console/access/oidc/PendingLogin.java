package io.waymark.console.access.oidc;

/**
 * A login that waits for the provider's answer.
 *
 * @param state that the answer has to bring back
 * @param nonce that the ID token has to have in it
 * @param verifier which proves that whoever redeems the code is who asked for it
 * @param until milliseconds of the wall clock
 */
public record PendingLogin(String state, String nonce, String verifier, long until) {
  @Override
  public String toString() {
    return "pending login";
  }
}
