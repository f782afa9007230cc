package io.waymark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says, and what it may not. */
final class ConsoleConfigTest {
  private static final String OIDC =
      """
      waymark.console.listen: 0.0.0.0:8088
      waymark.console.public-url: https://ops.example/
      waymark.console.oidc.issuer: https://id.example/realms/shop
      waymark.console.oidc.client-id: waymark-console
      waymark.console.oidc.client-secret: env:OIDC_SECRET
      waymark.console.oidc.roles-claim: realm_access.roles
      waymark.console.oidc.viewers: Shop all, Shop guests
      waymark.console.oidc.operators: shop-ops
      waymark.console.oidc.admins: shop-admins
      """;

  @TempDir private Path folder;

  @Test
  void withoutAnythingItIsOnThisMachineAlone() throws Exception {
    ConsoleSettings settings = ConsoleConfig.read(null, Map.of(), Map.of());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.access()).isInstanceOf(Access.Open.class);
    assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.client()).containsOnlyKeys("bootstrap.servers");
    assertThat(settings.keyFile().toString()).endsWith("waymark-console/console.key");
  }

  @Test
  void aLoginAtAProviderIsAsItSays() throws Exception {
    ConsoleSettings settings = read(OIDC, Map.of("OIDC_SECRET", " s3cr3t-of-the-client\n"));
    Access.ByProvider access = (Access.ByProvider) settings.access();
    assertThat(access.provider().clientSecret()).isEqualTo("s3cr3t-of-the-client");
    assertThat(access.provider().scopes()).containsExactly("openid", "profile");
    assertThat(access.provider().roles().of(claims("Shop all"))).contains(Role.VIEWER);
    assertThat(access.provider().roles().of(claims("shop-ops"))).contains(Role.OPERATOR);
    assertThat(access.provider().roles().of(claims("shop-admins"))).contains(Role.ADMIN);
    assertThat(access.provider().roles().of(claims("else"))).isEmpty();
    assertThat(settings.toString()).doesNotContain("s3cr3t");
  }

  private static Map<String, Object> claims(String role) {
    return Map.of("realm_access", Map.of("roles", java.util.List.of(role)));
  }

  @Test
  void aSecretIsInAFileOrAVariableAndNowhereElse() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "s3cr3t-of-the-client\n");
    ConsoleSettings settings = read(OIDC.replace("env:OIDC_SECRET", "file:" + file), Map.of());
    assertThat(((Access.ByProvider) settings.access()).provider().clientSecret())
        .isEqualTo("s3cr3t-of-the-client");
    assertThat(problems(OIDC.replace("env:OIDC_SECRET", "s3cr3t"), Map.of()))
        .contains("client-secret has to be env:NAME or file:PATH")
        .doesNotContain("s3cr3t");
    assertThat(problems(OIDC, Map.of())).contains("OIDC_SECRET is not set");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws Exception {
    assertThat(
            problems(
                """
                waymark.console.listen: 0.0.0.0:99999
                waymark.console.public-url: http://ops.example/
                waymark.console.session-idle: P1D
                waymark.console.zone: Bangkok
                waymark.console.sources: calls, shop events
                waymark.console.oidc.issuer: http://id.example
                waymark.console.oidc.viewers: a, b
                waymark.console.oidc.admins: a
                waymark.console.oidc.scopes: profile
                waymark.console.tokens-file: nowhere
                waymark.kafka.sasl.mechanisms: PLAIN
                waymark.konsole: x
                """,
                Map.of()))
        .contains(
            "listen has to be host:port",
            "public-url has to be https",
            "session-idle has to be",
            "waymark.console.sources has to be names of topics, with commas, not \"shop events\"",
            "waymark.console.zone has to be a time zone such as Asia/Bangkok, not Bangkok",
            "issuer has to be https",
            "client-id is missing",
            "client-secret is missing",
            "a has a role already",
            "scopes has to have openid",
            "one way to log in",
            "no key waymark.kafka.sasl.mechanisms",
            "no key waymark.konsole");
  }

  @Test
  void eventsComeFromTheInstallationsOwnTopicUnlessOthersAreNamed() throws Exception {
    assertThat(read("waymark.topic-prefix: shop.", Map.of()).sources())
        .containsExactly("shop.interactions");
    assertThat(read("waymark.console.sources: calls, waymark.interactions", Map.of()).sources())
        .containsExactlyInAnyOrder("calls", "waymark.interactions");
  }

  @Test
  void othersReachItOnlyWithALoginAndOverHttps() throws Exception {
    assertThat(problems("waymark.console.listen: 0.0.0.0:8088", Map.of()))
        .contains("needs a login", "needs waymark.console.public-url");
    assertThat(problems("waymark.console.public-url: https://ops.example", Map.of()))
        .contains("needs a login");
    Map<String, String> token = Map.of("WAYMARK_CONSOLE_TOKEN", "0123456789abcdef");
    assertThat(problems("waymark.console.listen: 0.0.0.0:8088", token))
        .contains("needs waymark.console.public-url")
        .doesNotContain("0123456789abcdef");
    String tunnel = "waymark.console.public-url: http://localhost:9000/";
    assertThat(read(tunnel, token).access()).isInstanceOf(Access.ByToken.class);
  }

  @Test
  void brokersAreReachedWithAnyPropertyOfKafka() throws Exception {
    Path trust = Files.writeString(folder.resolve("jaas"), "Plain required password=\"s3cr3t\";\n");
    ConsoleSettings settings =
        read(
            """
            waymark.bootstrap-servers: broker:9093
            waymark.kafka.security.protocol: SASL_SSL
            waymark.kafka.sasl.mechanism: SCRAM-SHA-512
            waymark.kafka.sasl.jaas.config: file:%s
            waymark.kafka.ssl.truststore.password: env:TRUST
            """
                .formatted(trust),
            Map.of("TRUST", "changeit"));
    assertThat(settings.client())
        .containsEntry("bootstrap.servers", "broker:9093")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("sasl.jaas.config", "Plain required password=\"s3cr3t\";")
        .containsEntry("ssl.truststore.password", "changeit");
    assertThat(problems("waymark.kafka.bootstrap.servers: x:1", Map.of()))
        .contains("no key waymark.kafka.bootstrap.servers");
  }

  private ConsoleSettings read(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("console.yaml"), yaml);
    return ConsoleConfig.read(file, Map.of(), environment);
  }

  private String problems(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("console.yaml"), yaml);
    Throwable thrown = catchThrowable(() -> ConsoleConfig.read(file, Map.of(), environment));
    assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    return String.valueOf(thrown.getMessage());
  }
}
