package io.waymark.app.delivery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.domain.delivery.Destination;
import io.waymark.domain.delivery.Route;
import io.waymark.domain.rule.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationLoaderTest {

  @Test
  void aDestinationSaysWhatItIsToldAndHowFast() throws Exception {
    var loaded =
        DestinationLoader.load(
            "d.yaml",
            """
            destinations:
              - name: crm
                kind: standard-webhook
                url: https://crm.example/hooks
                secret: [env:CRM_SECRET, file:/run/secrets/crm-old]
                filter:
                  types: [trigger.issued]
                  actions: [resume-checkout]
                  purposes: service
                  at_least: high
                concurrency: 8
                rate: 30/m
            """);
    assertThat(loaded)
        .singleElement()
        .extracting(DestinationConfig::destination)
        .isEqualTo(
            new Destination(
                "crm",
                new Route(
                    Set.of("trigger.issued"),
                    Set.of("resume-checkout"),
                    Set.of(),
                    Set.of("service"),
                    Set.of(),
                    Severity.HIGH),
                8,
                0.5,
                0));
  }

  @Test
  void somethingUnsaidIsTheUsual() throws Exception {
    var slack =
        DestinationLoader.load(
                "d.yaml", "destinations: [{name: ops, kind: slack, url: 'env:SLACK_URL'}]")
            .get(0)
            .destination();
    assertThat(slack.perSecond()).isEqualTo(1);
    assertThat(slack.route().types()).contains("alert.open", "trigger.issued");
    assertThat(slack.route().atLeast()).isEqualTo(Severity.INFO);
  }

  @Test
  void anUrlThatIsASecretMayBeOnlyWhereAlertmanagerRuns(@TempDir Path folder) throws Exception {
    Path url = Files.writeString(folder.resolve("url"), "https://am.example/base\n");
    var loaded =
        DestinationLoader.load(
            "d.yaml",
            "destinations: [{name: am, kind: alertmanager, url: 'file:%s'}]".formatted(url));
    assertThat(loaded.get(0).receivers()).hasSize(1);
    assertThat(Kind.ALERTMANAGER.endpoint("https://am.example/base"))
        .isEqualTo("https://am.example/base/api/v2/alerts")
        .isEqualTo(Kind.ALERTMANAGER.endpoint("https://am.example/base/api/v2/alerts"));
  }

  @Test
  void whatIsSaidOfADestinationKeepsTheSecretsInItsUrl() throws Exception {
    var slack =
        DestinationLoader.load(
            "d.yaml",
            "destinations: [{name: ops, kind: slack,"
                + " url: 'https://hooks.slack.com/services/T0/B0/whoever-knows-this'}]");
    assertThat(slack.get(0).sentence())
        .startsWith("slack at https://hooks.slack.com is told")
        .doesNotContain("whoever");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS://", "Http://", "ftp://", "//", ""})
  void theSecretsInAnUrlAreKeptHoweverItBegins(String scheme) throws Exception {
    DestinationConfig slack =
        DestinationLoader.load(
                "d.yaml", "destinations: [{name: ops, kind: slack, url: 'env:SLACK_URL'}]")
            .get(0);
    DestinationConfig odd =
        new DestinationConfig(
            slack.destination(),
            slack.kind(),
            List.of(Setting.of(scheme + "hooks.slack.com/services/whoever-knows-this")),
            slack.secrets(),
            slack.headers(),
            slack.template(),
            slack.method(),
            slack.bounds());
    assertThat(odd.sentence()).contains("hooks.slack.com is told").doesNotContain("whoever");
  }

  @Test
  void oneThatTakesOnlyAlertsIsToldOnlyAlerts() throws Exception {
    var pager =
        DestinationLoader.load(
            "d.yaml",
            """
            destinations:
              - name: am
                kind: alertmanager
                urls: [http://am-1.internal:9093, http://am-2.internal:9093/]
                allow_private: [10.0.0.0/8]
                ports: [9093]
            """);
    assertThat(pager.get(0).destination().route().types())
        .containsExactlyInAnyOrder("alert.open", "alert.updated", "alert.resolved");
    assertThat(pager.get(0).destination().resend()).isEqualTo(60_000);
    assertThat(pager.get(0).receivers()).hasSize(2);
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndWhere() {
    String yaml =
        """
        destinations:
          - name: CRM
            kind: standard-webhook
            url: http://crm.example/hooks
            secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
            rate: fast
            concurrency: 0
            timeout: 1h
            retries: 3
          - name: am
            kind: alertmanager
            url: https://10.0.0.1/
            filter: {types: [trigger.issued], at_least: enormous}
            allow_private: [10.0.0.1/8]
          - name: am
            kind: http
            url: https://user:pass@x.example/
            template: '{"a": {{title}}}'
            headers: {Authorization: Bearer abc, Host: evil, "webhook-id": x}
          - name: pager
            kind: pager
        """;
    assertThat(problems(yaml))
        .containsExactly(
            "d.yaml:2:11: error: name: expected kebab-case, got \"CRM\"",
            "d.yaml:4:10: error: url: expected https; plain http needs allow_private",
            "d.yaml:5:13: error: secret: expected env:NAME or file:PATH",
            "d.yaml:6:11: error: rate: expected a rate such as 50/s, 30/m or 100/h, got \"fast\"",
            "d.yaml:7:18: error: concurrency: expected a whole number from 1 to 1024, got \"0\"",
            "d.yaml:8:14: error: timeout: expected at most 1m, got \"1h\"",
            "d.yaml:9:5: error: destination: unknown key \"retries\"; expected one of name, kind,"
                + " url, filter, concurrency, rate, timeout, connect_timeout, ports,"
                + " allow_private, secret, headers",
            "d.yaml:12:10: error: url: an address instead of a name, and not in allow_private",
            "d.yaml:13:22: error: types: unknown value \"trigger.issued\"; expected one of"
                + " alert.open, alert.resolved, alert.updated",
            "d.yaml:13:49: error: at_least: unknown value \"enormous\"; expected one of info, low,"
                + " medium, high, critical",
            "d.yaml:14:21: error: allow_private: expected a network such as 10.1.0.0/16 or"
                + " fd12::/48, got \"10.0.0.1/8\"",
            "d.yaml:15:11: error: name: there are two destinations \"am\"",
            "d.yaml:17:10: error: url: an URL with user information",
            "d.yaml:18:15: error: template: does not give JSON for every trigger; texts belong"
                + " between quotes, and what may be missing into a section",
            "d.yaml:19:30: error: headers: Authorization: expected env:NAME or file:PATH",
            "d.yaml:19:48: error: headers: Host cannot be set",
            "d.yaml:19:68: error: headers: webhook-id cannot be set",
            "d.yaml:21:11: error: kind: unknown value \"pager\"; expected one of standard-webhook,"
                + " cloudevents, slack, pagerduty, alertmanager, segment, http");
  }

  @Test
  void aLiteralSecretIsNotRepeated() {
    assertThat(problems("destinations: [{name: p, kind: pagerduty, secret: R0123456789ABCDEF}]"))
        .singleElement()
        .asString()
        .doesNotContain("R0123456789ABCDEF");
  }

  @Test
  void theExampleLoads() throws Exception {
    Path example = Path.of("../../infra/destinations.example.yaml");
    assertThat(DestinationLoader.load(example.toString(), Files.readString(example)))
        .extracting(config -> config.kind().word())
        .containsAll(Kind.words());
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(
            InvalidDestinations.class, () -> DestinationLoader.load("d.yaml", yaml))
        .problems()
        .stream()
        .map(Object::toString)
        .toList();
  }
}
