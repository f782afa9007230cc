package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleRunTest {

  private static CatalogueRule rule(String examples) {
    String yaml =
        """
        rules:
          - id: r
            title: R
            effective_from: 2030-01-01T00:00:00Z
            mode: disabled
            per: [cart_id]
            when: { event: a }
            examples:
        """
            + examples.indent(6);
    var catalogue = CatalogueLoader.load("r.yaml", yaml);
    assertThat(catalogue.problems()).isEmpty();
    return catalogue.entries().get(0);
  }

  private static Signal fire(Rule rule, Event event) {
    return new Signal(
        event.id(),
        rule.id(),
        1,
        rule.title(),
        rule.kind(),
        rule.severity(),
        rule.mode(),
        event.customer(),
        Map.of("cart_id", event.attributes().getOrDefault("cart_id", "none")),
        Status.FIRED,
        event.time(),
        event.channel(),
        event.touchpoint(),
        null,
        null,
        List.of(),
        Journey.UNKNOWN);
  }

  private static List<String> differences(String expect) {
    var rule =
        rule(
            "- { name: n, given: [ 10:00 a cart_id=7, +90s a cart_id=k2 customer=c2 ], expect: "
                + expect
                + " }");
    var run = new ExampleRun((r, events) -> events.stream().map(e -> fire(r, e)).toList());
    return run.run(rule, rule.examples().get(0)).differences();
  }

  @Test
  void whatComesAsExpectedPasses() {
    assertThat(differences("[ 10:00 fired medium cart_id=7, +90s fired cart_id=k2 customer=c2 ]"))
        .isEmpty();
    assertThat(differences("[ 10:00 fired, 10:01:30.000 fired ]")).isEmpty();
    assertThat(differences("[ 10:00 fired cart_id=7.0, 10:01:30 fired ]")).isEmpty();
  }

  @Test
  void whatDiffersIsToldReadably() {
    assertThat(differences("[ 10:00 fired high, 10:01:30 fired ]"))
        .containsExactly(
            "expected 10:00 fired high, and it did not come",
            "got 10:00 fired medium customer=c1 cart_id=7, and it was not expected");
    assertThat(differences("[ 10:00 fired ]"))
        .containsExactly(
            "got 10:01:30 fired medium customer=c2 cart_id=k2, and it was not expected");
    assertThat(differences("[ 10:00 fired, 10:01:30 fired, 10:02 resolved ]"))
        .containsExactly("expected 10:02 resolved, and it did not come");
    assertThat(differences("[ 10:00 fired cart_id='7', 10:01:30 fired ]")).hasSize(2);
  }

  @Test
  void linesBecomeEventsWithTypedAttributes() {
    var rule =
        rule(
            """
            - name: types
              given:
                - 09:30:15.250 a id=x7 channel=web touchpoint=/p session=12 n=3 d=2.5 t=true z=null q="3" s='a b' u=a=b
                - +1h a anonymous=dev1
              expect: []
            """);
    var given = rule.examples().get(0).given();
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("n", 3L);
    attributes.put("d", 2.5);
    attributes.put("t", true);
    attributes.put("z", null);
    attributes.put("q", "3");
    attributes.put("s", "a b");
    attributes.put("u", "a=b");
    long time = Example.DAY + ((9 * 60 + 30) * 60 + 15) * 1000L + 250;

    assertThat(given.get(0))
        .isEqualTo(new Event("x7", "a", time, "c1", null, "12", "web", "/p", attributes));
    assertThat(given.get(1).time()).isEqualTo(time + 3_600_000);
    assertThat(given.get(1).customer()).isEqualTo("anon:dev1");
  }

  @Test
  void modeAndDateOfARulePlayNoPartOnTheEngine() {
    var rule = rule("- { name: n, given: [ 10:00 a cart_id=k1 ], expect: [ 10:00 fired ] }");

    assertThat(
            ExampleRun.onEngine(Catalogue.shipped().model())
                .run(rule, rule.examples().get(0))
                .passed())
        .isTrue();
    assertThat(rule.rule().severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void wholeNumbersAreWholeAsFarAsALongGoes() {
    var rule =
        rule(
            "- { name: n, given: [ 10:00 a most=9223372036854775807 more=9223372036854775808 ],"
                + " expect: [] }");

    assertThat(rule.examples().get(0).given().get(0).attributes())
        .containsEntry("most", Long.MAX_VALUE)
        .containsEntry("more", 0x1p63);
  }

  @Test
  void linesThatMakeNoSenseAreLocated() {
    String yaml =
        """
        rules:
          - id: r
            title: R
            when: { event: a }
            examples:
              - name: n
                given:
                  - 25:00 a
                  - 10:00
                  - 10:00 a b
                  - 10:00 a x=on
                expect:
                  - 10:00 fird
                  - fired
                  - 10:00 fired huge
        """;

    assertThat(CatalogueLoader.load("r.yaml", yaml).problems())
        .extracting(problem -> problem.place().line())
        .containsExactly(8, 9, 10, 11, 13, 14, 15);
  }
}
