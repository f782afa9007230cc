package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenWaitTest {
  private static final OpenWait WAIT =
      Objects.requireNonNull(OpenWait.begunBy(queued(10, "call_queued", "call-1")));

  @Test
  void whoQueuesUpAnewDoesNotWaitAnyMore() {
    assertThat(WAIT.leg()).isEqualTo(new StrandKey(StrandKey.Kind.LEG, "call-1"));
    assertThat(WAIT.isOverBy(queued(60, "call_queued", "call-2"))).isTrue();
  }

  @Test
  void theSameCallIsSaidOnceMore() {
    assertThat(WAIT.isOverBy(queued(60, "call_queued", "call-1"))).isFalse();
    assertThat(WAIT.isOverBy(queued(9, "call_queued", "call-0"))).isFalse();
  }

  @Test
  void whoGetsInTouchAnewInThatChannelDoesNotWaitAnyMore() {
    assertThat(WAIT.isOverBy(started("k2", "customer"))).isTrue();
    assertThat(WAIT.isOverBy(started("k1", "customer"))).isFalse();
    assertThat(WAIT.isOverBy(started("k2", "agent"))).isFalse();
  }

  @Test
  void whatIsNoQueueIsNoWait() {
    assertThat(OpenWait.begunBy(touch(0, "call_answered", null, "call_id", "call-1"))).isNull();
    assertThat(OpenWait.begunBy(touch(0, "call_queued", null))).isNull();
  }

  private static Touch queued(double second, String type, String call) {
    return touch(second, type, "billing", "call_id", call, "contact_chain_id", "k1");
  }

  private static Touch started(String chain, String by) {
    return touch(60, "contact_started", null, "contact_chain_id", chain, "initiated_by", by);
  }
}
