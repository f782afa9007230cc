package io.waymark.domain.intervention;

import static io.waymark.domain.intervention.SignalStory.CALL_BACK;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.fired;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Consumers deduplicate by these ids, and compare by these arms: a change of one breaks them. */
class PublishedIdsTest {

  @Test
  void stayTheSameForEver() {
    assertThat(Case.triggerId(fired("s1", TEN), CALL_BACK))
        .isEqualTo("21fccd45f0f0522eb690ef874ce146b6");
  }

  @Test
  void partsAreToldApart() {
    assertThat(DerivedId.of("ab", "c")).isNotEqualTo(DerivedId.of("a", "bc"));
  }

  @Test
  void aCustomerStaysInTheArmOfItsShare() {
    assertThat(Assignment.isHeldOut("checkout-abandoned", "ann", 0.4050)).isFalse();
    assertThat(Assignment.isHeldOut("checkout-abandoned", "ann", 0.4051)).isTrue();
  }

  @Test
  void anErasedCustomerStaysUnderTheSameHash() {
    assertThat(CustomerHash.of("ann")).isEqualTo("f4ff29694a0402eba35db53f2c687cc8");
  }
}
