package io.waymark.console.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider, asked by OpenID Connect Core 1.0 with the authorization code flow and PKCE
 * (RFC 7636). What it is found under is read from its discovery document, anew each hour; while it
 * is away what was read last counts. Each call waits for the provider 5 s at most to connect and 5
 * s for its answer. Thread-safe.
 */
public final class Provider {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LARGEST_KEYS = 256 << 10;
  private static final Duration BELIEVED = Duration.ofHours(1);
  private static final int CLOCKS_APART_SECONDS = 60;

  /** With a key that only the provider has; "none" and what the client's secret would sign not. */
  private static final Set<JWSAlgorithm> SIGNATURES =
      Stream.of(JWSAlgorithm.Family.RSA, JWSAlgorithm.Family.EC)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Who has logged in, as the provider says.
   *
   * @param subject who it is, for good
   * @param claims of the ID token, which is valid, and what the userinfo endpoint adds if those
   *     alone give no role
   * @param idToken as it came: the provider wants to see it again when they leave
   * @param refreshToken with which it can be asked again; null if it gives none
   */
  public record Identity(
      String subject,
      Map<String, Object> claims,
      @Nullable String idToken,
      @Nullable String refreshToken) {
    @Override
    public String toString() {
      return "identity of " + subject;
    }
  }

  private record Known(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, long readAt) {}

  private final OidcSettings settings;
  private final InstantSource wall;
  private final ClientID client;
  private volatile @Nullable Known known;

  public Provider(OidcSettings settings, InstantSource wall) {
    this.settings = settings;
    this.wall = wall;
    this.client = new ClientID(settings.clientId());
  }

  /**
   * Where the browser is sent to log in.
   *
   * @param callback where the provider sends it back to
   */
  public URI begin(PendingLogin login, URI callback) throws LoginFailed {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(settings.scopes().toArray(String[]::new)),
            client,
            callback)
        .endpointURI(known().metadata().getAuthorizationEndpointURI())
        .state(new State(login.state()))
        .nonce(new Nonce(login.nonce()))
        .codeChallenge(new CodeVerifier(login.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Who has logged in.
   *
   * @param answer what the provider has sent with the browser, by parameter
   */
  public Identity finish(PendingLogin login, URI callback, Map<String, List<String>> answer)
      throws LoginFailed {
    Known provider = known();
    AuthorizationCode code = code(provider.metadata(), login, callback, answer);
    OIDCTokens tokens =
        ask(
            provider.metadata(),
            new AuthorizationCodeGrant(code, callback, new CodeVerifier(login.verifier())));
    JWT token = tokens.getIDToken();
    if (token == null) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "there is no ID token");
    }
    IDTokenClaimsSet claims = validated(provider, new Nonce(login.nonce()), token);
    return identity(provider, claims.getSubject().getValue(), claims, tokens);
  }

  /**
   * Who it is now that has logged in before.
   *
   * @param subject who it was
   * @throws LoginFailed {@link LoginFailed.Reason#AWAY} if nobody can tell, any other if it is
   *     nobody any more
   */
  public Identity again(String refreshToken, String subject) throws LoginFailed {
    Known provider = known();
    OIDCTokens tokens =
        ask(provider.metadata(), new RefreshTokenGrant(new RefreshToken(refreshToken)));
    JWT token = tokens.getIDToken();
    IDTokenClaimsSet claims = token == null ? null : validated(provider, null, token);
    if (claims != null && !claims.getSubject().getValue().equals(subject)) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the ID token is of somebody else");
    }
    Identity now = identity(provider, subject, claims, tokens);
    return now.refreshToken() != null
        ? now
        : new Identity(subject, now.claims(), now.idToken(), refreshToken);
  }

  private Identity identity(
      Known provider, String subject, @Nullable IDTokenClaimsSet claims, OIDCTokens tokens)
      throws LoginFailed {
    Map<String, Object> said = new HashMap<>();
    if (claims != null) {
      said.putAll(claims.toJSONObject());
    }
    URI more = provider.metadata().getUserInfoEndpointURI();
    if (more != null && settings.roles().of(said).isEmpty()) {
      userInfo(more, subject, tokens.getAccessToken()).forEach(said::putIfAbsent);
    }
    JWT token = tokens.getIDToken();
    RefreshToken refresh = tokens.getRefreshToken();
    return new Identity(
        subject,
        said,
        token == null ? null : token.serialize(),
        refresh == null ? null : refresh.getValue());
  }

  private static Map<String, Object> userInfo(URI at, String subject, AccessToken token)
      throws LoginFailed {
    HTTPRequest request = new UserInfoRequest(at, token).toHTTPRequest();
    patiently(request);
    try {
      UserInfoResponse response = UserInfoResponse.parse(request.send());
      if (!response.indicatesSuccess()) {
        throw new LoginFailed(LoginFailed.Reason.DENIED, "the provider does not say who it is");
      }
      // What is signed apart is of no use here: it came from the provider itself.
      UserInfo info = response.toSuccessResponse().getUserInfo();
      if (info == null || !info.getSubject().getValue().equals(subject)) {
        throw new LoginFailed(LoginFailed.Reason.INVALID, "the userinfo is of somebody else");
      }
      return info.toJSONObject();
    } catch (IOException e) {
      throw new LoginFailed(LoginFailed.Reason.AWAY, "the userinfo can't be had", e);
    } catch (ParseException e) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the userinfo can't be read", e);
    }
  }

  private static void patiently(HTTPRequest request) {
    request.setConnectTimeout(PATIENCE_MILLIS);
    request.setReadTimeout(PATIENCE_MILLIS);
    request.setFollowRedirects(false);
  }

  /** Where the browser is sent so that they leave there too; empty if the provider has no such. */
  public Optional<URI> leave(String idToken, URI page) {
    Known provider = known;
    if (provider == null || provider.metadata().getEndSessionEndpointURI() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LogoutRequest(
                  provider.metadata().getEndSessionEndpointURI(),
                  JWTParser.parse(idToken),
                  null,
                  client,
                  page,
                  null,
                  null)
              .toURI());
    } catch (java.text.ParseException e) {
      throw new IllegalStateException("it was valid when they came in", e);
    }
  }

  private Known known() throws LoginFailed {
    Known now = known;
    if (now != null && wall.millis() - now.readAt() < BELIEVED.toMillis()) {
      return now;
    }
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(
              new Issuer(settings.issuer()), PATIENCE_MILLIS, PATIENCE_MILLIS);
      if (metadata.getAuthorizationEndpointURI() == null
          || metadata.getTokenEndpointURI() == null
          || metadata.getJWKSetURI() == null) {
        throw new LoginFailed(
            LoginFailed.Reason.AWAY, settings.issuer() + " has no authorization code flow");
      }
      JWKSource<SecurityContext> keys =
          now != null && metadata.getJWKSetURI().equals(now.metadata().getJWKSetURI())
              ? now.keys()
              : keys(metadata.getJWKSetURI());
      Known read = new Known(metadata, keys, wall.millis());
      known = read;
      return read;
    } catch (GeneralException | IOException e) {
      if (now != null) {
        return now;
      }
      throw new LoginFailed(
          LoginFailed.Reason.AWAY, "the provider at " + settings.issuer() + " can't be had", e);
    }
  }

  private static JWKSource<SecurityContext> keys(URI at) throws MalformedURLException {
    return JWKSourceBuilder.create(
            at.toURL(),
            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_KEYS))
        .retrying(true)
        // Only tokens that the provider itself has handed out lead to its keys.
        .rateLimited(false)
        .build();
  }

  private static AuthorizationCode code(
      OIDCProviderMetadata metadata,
      PendingLogin login,
      URI callback,
      Map<String, List<String>> answer)
      throws LoginFailed {
    AuthenticationResponse response;
    try {
      response = AuthenticationResponseParser.parse(callback, answer);
    } catch (ParseException e) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the answer can't be read", e);
    }
    if (response.getState() == null || !response.getState().getValue().equals(login.state())) {
      throw new LoginFailed(LoginFailed.Reason.STALE, "the answer has another state");
    }
    // RFC 9207: from whom the answer comes, so that no provider answers in another's place.
    Issuer from = response.getIssuer();
    if (from == null
        ? metadata.supportsAuthorizationResponseIssuerParam()
        : !from.equals(metadata.getIssuer())) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the answer comes from " + from);
    }
    if (!response.indicatesSuccess()) {
      throw new LoginFailed(
          LoginFailed.Reason.DENIED,
          "the provider says " + response.toErrorResponse().getErrorObject().getCode());
    }
    AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
    if (code == null) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the answer has no code");
    }
    return code;
  }

  private OIDCTokens ask(OIDCProviderMetadata metadata, AuthorizationGrant grant)
      throws LoginFailed {
    HTTPRequest request =
        new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(metadata), grant)
            .build()
            .toHTTPRequest();
    patiently(request);
    TokenResponse response;
    try {
      response = OIDCTokenResponseParser.parse(request.send());
    } catch (IOException e) {
      throw new LoginFailed(LoginFailed.Reason.AWAY, "the provider gives no token", e);
    } catch (ParseException e) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "what the provider gives is no token", e);
    }
    if (!response.indicatesSuccess()) {
      throw new LoginFailed(
          LoginFailed.Reason.DENIED,
          "the provider gives no token: " + response.toErrorResponse().getErrorObject().getCode());
    }
    return ((OIDCTokenResponse) response).getOIDCTokens();
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    Secret secret = new Secret(settings.clientSecret());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean posts =
        methods != null
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return posts ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
  }

  private boolean isThisClient(AuthorizedParty party) {
    return party.getValue().equals(settings.clientId());
  }

  private IDTokenClaimsSet validated(Known provider, @Nullable Nonce nonce, JWT token)
      throws LoginFailed {
    IDTokenValidator validator =
        new IDTokenValidator(
            provider.metadata().getIssuer(),
            client,
            new JWSVerificationKeySelector<>(SIGNATURES, provider.keys()),
            null);
    validator.setMaxClockSkew(CLOCKS_APART_SECONDS);
    try {
      IDTokenClaimsSet claims = validator.validate(token, nonce);
      AuthorizedParty party = claims.getAuthorizedParty();
      if (party == null ? claims.getAudience().size() > 1 : !isThisClient(party)) {
        throw new LoginFailed(LoginFailed.Reason.INVALID, "the ID token was given to " + party);
      }
      return claims;
    } catch (BadJOSEException e) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the ID token is not valid", e);
    } catch (KeySourceException e) {
      throw new LoginFailed(LoginFailed.Reason.AWAY, "the provider's keys can't be had", e);
    } catch (JOSEException e) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the ID token can't be checked", e);
    }
  }
}
