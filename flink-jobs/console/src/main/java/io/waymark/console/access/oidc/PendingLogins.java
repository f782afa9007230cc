package io.waymark.console.access.oidc;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logins that have begun. Each is kept by the browser that began it, sealed with a key of this
 * process, so that however many are begun nobody's is pushed out; only which of them are over is
 * remembered here, and of those a bounded number. Thread-safe.
 */
public final class PendingLogins {
  public static final Duration LASTS = Duration.ofMinutes(10);
  private static final int KEY_BYTES = 32;
  private static final int REMEMBERED = 10_000;

  private final InstantSource wall;
  private final byte[] key = new byte[KEY_BYTES];
  private final Map<String, Long> over =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  public PendingLogins(InstantSource wall) {
    this.wall = wall;
    new SecureRandom().nextBytes(key);
  }

  public PendingLogin begin() {
    return new PendingLogin(
        new State().getValue(),
        new Nonce().getValue(),
        new CodeVerifier().getValue(),
        wall.millis() + LASTS.toMillis());
  }

  /** As the browser keeps it. */
  public String seal(PendingLogin login) {
    JWEObject sealed =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
            new Payload(
                Map.of(
                    "state", login.state(),
                    "nonce", login.nonce(),
                    "verifier", login.verifier(),
                    "until", login.until())));
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
    return sealed.serialize();
  }

  /**
   * The login that a browser has kept, to which an answer belongs. It is over with this: the same
   * answer is not taken twice.
   *
   * @param state of the answer
   */
  public PendingLogin end(@Nullable String sealed, @Nullable String state) throws LoginFailed {
    PendingLogin login = sealed == null ? null : open(sealed);
    if (login == null || state == null || !same(login.state(), state)) {
      throw stale("the answer belongs to no login that this browser has begun");
    }
    if (wall.millis() >= login.until()) {
      throw stale("the login was begun too long ago");
    }
    synchronized (over) {
      if (over.putIfAbsent(login.state(), login.until()) != null) {
        throw stale("the answer was given before");
      }
    }
    return login;
  }

  private @Nullable PendingLogin open(String sealed) {
    try {
      JWEObject object = JWEObject.parse(sealed);
      object.decrypt(new DirectDecrypter(key));
      Map<String, Object> said = object.getPayload().toJSONObject();
      return new PendingLogin(
          String.valueOf(said.get("state")),
          String.valueOf(said.get("nonce")),
          String.valueOf(said.get("verifier")),
          Long.parseLong(String.valueOf(said.get("until"))));
    } catch (ParseException | JOSEException | IllegalStateException e) {
      return null;
    }
  }

  private static LoginFailed stale(String message) {
    return new LoginFailed(LoginFailed.Reason.STALE, message);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
