package io.waymark.catalogue.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.JourneyField;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Predicate.PreviousUse;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  private static final long NOON = 1_767_268_800_000L;

  private static Scope scope() {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    attributes.put("three", 3L);
    attributes.put("half", 0.5);
    attributes.put("threefold", 3.0);
    attributes.put("nil", -0.0);
    attributes.put("most", Long.MAX_VALUE);
    attributes.put("beyond", 0x1p63);
    attributes.put("text", "abc");
    attributes.put("yes", true);
    attributes.put("nothing", null);
    var event = new Event("e", "click", NOON, "c", null, null, "web", "/p", attributes);
    var before =
        new Event("d", "view", NOON - 1_000, "c", null, null, null, "/q", Map.of("three", 3L));
    Map<JourneyField, @Nullable Object> journey =
        Map.of(
            JourneyField.STAGE,
            "buy",
            JourneyField.EFFORT,
            50.0,
            JourneyField.HEALTH,
            "at_risk",
            JourneyField.ACTIVITY,
            "active",
            JourneyField.CONTACT,
            "waiting",
            JourneyField.ORDERS,
            2L,
            JourneyField.SESSION_VIEWS,
            3L,
            JourneyField.SESSION_ENGAGED,
            true);
    var consents = Map.of("marketing", false, "analytics", true);
    return new Scope(event, false, new Known(journey, consents, Map.of("tier", "gold")), before);
  }

  private static Predicate compile(String text) {
    var compiled = Expressions.compile(text, true);
    assertThat(compiled.errors()).isEmpty();
    return Objects.requireNonNull(compiled.predicate());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          attr.three == 3                                 ; TRUE
          attr.three == 3.0                               ; TRUE
          attr.threefold == 3                             ; TRUE
          attr.threefold in [3, 4]                        ; TRUE
          attr.three in [3.0]                             ; TRUE
          attr.half < 1                                   ; TRUE
          attr.three > 2.5                                ; TRUE
          attr.nil == 0                                   ; TRUE
          attr.nil in [0]                                 ; TRUE
          attr.most == attr.beyond                        ; FALSE
          attr.most < attr.beyond                         ; TRUE
          attr.text == 3                                  ; FALSE
          attr.text != 3                                  ; TRUE
          attr.text < 3                                   ; ERROR
          attr.nothing == null                            ; TRUE
          attr.nothing == 0                               ; FALSE
          attr.nothing < 1                                ; ERROR
          attr.absent == null                             ; ERROR
          has(attr.nothing)                               ; TRUE
          has(attr.absent)                                ; FALSE
          attr.absent == 1 && attr.three == 4             ; FALSE
          attr.absent == 1 && attr.three == 3             ; ERROR
          attr.absent == 1 || attr.three == 3         ; TRUE
          attr.three == 3 || attr.absent == 1         ; TRUE
          !(attr.absent == 1)                             ; ERROR
          attr.yes                                        ; TRUE
          attr.text                                       ; ERROR
          attr.text.startsWith('ab')                      ; TRUE
          attr.three.startsWith('ab')                     ; ERROR
          attr.text.matches('b')                          ; TRUE
          size(attr.text) == 3                            ; TRUE
          attr["text"] == 'abc'                           ; TRUE
          attr.three + attr.threefold == 6                ; ERROR
          event.channel == 'web'                          ; TRUE
          event.session_id == 's'                         ; ERROR
          has(event.session_id)                           ; FALSE
          journey.effort == 50                            ; TRUE
          journey.emotion < 0                             ; ERROR
          has(journey.emotion)                            ; FALSE
          journey.health == 'at_risk'                     ; TRUE
          journey.contact == 'waiting' && journey.orders >= 2 ; TRUE
          journey.activity.startsWith('act')              ; TRUE
          journey.session_views >= 2.5                    ; TRUE
          journey.session_engaged                         ; TRUE
          journey.consent.marketing                       ; FALSE
          journey.consent.marketing == false              ; TRUE
          journey.consent["analytics"]                    ; TRUE
          journey.consent.profiling                       ; ERROR
          journey.consent.profiling != true               ; ERROR
          has(journey.consent.marketing)                  ; TRUE
          has(journey.consent.profiling)                  ; FALSE
          has(journey.consent)                            ; TRUE
          size(journey.consent) == 2                      ; TRUE
          'service' in journey.consent                    ; FALSE
          journey.consent.exists(p, journey.consent[p])   ; TRUE
          profile.tier == 'gold'                          ; TRUE
          prev.attr.three == attr.threefold               ; TRUE
          has(prev.channel)                               ; FALSE
          prev.touchpoint != event.touchpoint             ; TRUE
          event.event_time - prev.event_time <= duration('1s') ; TRUE
          event.event_time.getHours() == 12               ; TRUE
          [1, 2, 3].exists(n, n == attr.three)            ; TRUE
          attr.exists(k, k == 'half')                     ; TRUE
          attr.three == 3 ? attr.yes : false              ; TRUE
          """)
  void anExpressionHasThreeOutcomes(String expression, Truth outcome) {
    assertThat(compile(expression).test(scope())).isEqualTo(outcome);
  }

  @Test
  void withoutAStepBeforeEverythingOfItIsAnError() {
    var first = Scope.of(scope().event());

    for (String text :
        new String[] {
          "prev.attr.x == 1",
          "has(prev.attr.x)",
          "has(prev.channel)",
          "prev.event_time == prev.event_time"
        }) {
      assertThat(compile(text).test(first)).as(text).isEqualTo(Truth.ERROR);
    }
  }

  @Test
  void itIsKnownWhatIsReadOfTheStepBefore() {
    assertThat(compile("attr.x == 1").previousUse()).isEqualTo(PreviousUse.NONE);
    assertThat(compile("prev.channel == 'a'").previousUse())
        .isEqualTo(new PreviousUse(true, false, Set.of()));
    assertThat(compile("prev.attr.x == prev.attr['y'] || has(prev.attr.z)").previousUse())
        .isEqualTo(new PreviousUse(true, false, Set.of("x", "y", "z")));
    assertThat(compile("prev.attr[event.channel] == 1").previousUse().everything()).isTrue();
    assertThat(compile("prev.attr.exists(k, k == 'x')").previousUse().everything()).isTrue();
  }

  @Test
  void aRunawayExpressionEndsInAnError() {
    String list = "[" + "1,".repeat(40) + "1]";
    String nested = list + ".all(a, " + list + ".all(b, " + list + ".all(c, a + b + c > 0)))";

    assertThat(compile(nested).test(scope())).isEqualTo(Truth.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attr.x != 3",
        "!(attr.x == 3)",
        "!attr.flag",
        "attr['x'] != 3",
        "has(attr.y) && attr.x != 3",
        "has(attr.x) || attr.x != 3",
        "prev.channel != 'web'",
        "event.channel != 'web'",
        "!journey.session_engaged",
        "!journey.consent.marketing",
        "!attr.text.startsWith('a')"
      })
  void aNegationOverWhatMayBeMissingIsWarnedOf(String expression) {
    assertThat(Expressions.compile(expression, true).warnings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "has(attr.x) && attr.x != 3",
        "attr.y == 1 && has(attr.x) && !(attr.x == 3)",
        "!has(attr.x)",
        "!has(attr.x) || attr.x != 3",
        "!(has(attr.x) && attr.x == 3)",
        "event.event_type != 'a'",
        "has(journey.consent.marketing) && !journey.consent.marketing",
        "attr.x == 3"
      })
  void aGuardedOneIsNot(String expression) {
    assertThat(Expressions.compile(expression, true).warnings()).isEmpty();
  }

  @Test
  void ofSomebodyUnknownNoPurposeHasAnAnswerAndNoSessionGoesOn() {
    var unknown = Scope.of(scope().event());

    assertThat(compile("has(journey.consent.marketing)").test(unknown)).isEqualTo(Truth.FALSE);
    assertThat(compile("size(journey.consent) == 0").test(unknown)).isEqualTo(Truth.TRUE);
    assertThat(compile("has(journey.session_views)").test(unknown)).isEqualTo(Truth.FALSE);
    assertThat(compile("journey.session_engaged").test(unknown)).isEqualTo(Truth.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journey.consent == true",
        "journey.consent.marketing == 'no'",
        "journey.consents.marketing",
        "journey.session_engaged == 1",
        "journey.session_view > 1"
      })
  void whatCannotBeOfAJourneyIsRefused(String expression) {
    assertThat(Expressions.compile(expression, false).errors()).hasSize(1);
  }

  @Test
  void warningsAndErrorsHaveAPlace() {
    assertThat(Expressions.compile("attr.a == 1 && attr.x != 3", true).warnings())
        .singleElement()
        .satisfies(issue -> assertThat(issue.column()).isEqualTo(16));
    assertThat(Expressions.compile("attr.x.matches('(')", true).errors())
        .singleElement()
        .satisfies(issue -> assertThat(issue.column()).isEqualTo(16));
    assertThat(Expressions.compile("true && prev.attr.x == 1", false).errors())
        .singleElement()
        .satisfies(issue -> assertThat(issue.column()).isEqualTo(9));
    assertThat(Expressions.compile("x".repeat(5_000), true).errors()).isNotEmpty();
  }
}
