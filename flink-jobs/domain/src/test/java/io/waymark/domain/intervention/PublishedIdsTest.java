package io.waymark.domain.intervention;

import static io.waymark.domain.intervention.SignalStory.CALL_BACK;
import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.fired;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Consumers deduplicate by these ids, and compare by these arms: a change of one breaks them. */
class PublishedIdsTest {

  @Test
  void stayTheSameForEver() {
    assertThat(AlertLifecycle.alertId(fired("s1", TEN)))
        .isEqualTo("756aed0e8b8b04b9b2a4cbf98ae47a88");
    assertThat(Proposal.of(fired("s1", TEN), CALL_BACK, TEN).triggerId())
        .isEqualTo("21fccd45f0f0522eb690ef874ce146b6");
  }

  @Test
  void partsAreToldApart() {
    assertThat(DerivedId.of("ab", "c")).isNotEqualTo(DerivedId.of("a", "bc"));
  }

  @Test
  void aCustomerStaysInTheArmOfItsShare() {
    assertThat(armOfAnn(0.4050)).isEqualTo(Assignment.TREATMENT);
    assertThat(armOfAnn(0.4051)).isEqualTo(Assignment.HOLDOUT);
  }

  private static String armOfAnn(double holdout) {
    Intervention intervene =
        new Intervention(
            "call-back", null, Purpose.SERVICE, HOUR, 1, holdout, List.of(), 7 * 24 * HOUR);
    return Proposal.of(fired("s1", TEN), intervene, TEN).assignment().arm();
  }
}
