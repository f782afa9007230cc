package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waymark.domain.event.Event;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ImpliedIdentifyTest {
  private static final long MINUTE = 1_772_359_260_000L;

  @Test
  void bothIdsSayWhoseTheDeviceIs() throws Exception {
    Event identify = identify(both().attribute("item_id", "i1"));

    assertThat(identify.type()).isEqualTo("identify");
    assertThat(identify.customerId()).isEqualTo("c1");
    assertThat(identify.anonymousId()).isEqualTo("d1");
    assertThat(identify.sessionId()).isEqualTo("s1");
    assertThat(identify.channel()).isEqualTo("web");
    assertThat(identify.attributes()).containsOnly(entry("method", "login"));
  }

  @Test
  void itComesBeforeWhatSaidSo() throws Exception {
    EventDraft logout = both().type("logout").id("000");

    assertThat(Event.ORDER.compare(identify(logout), logout.admit())).isNegative();
  }

  @Test
  void itIsTheSameForTheSameDeviceCustomerSessionAndMinute() throws Exception {
    String id = identify(both().time(MINUTE)).id();

    assertThat(identify(both().id("e2").time(MINUTE + 59_999)).id()).isEqualTo(id);
    assertThat(identify(both().time(MINUTE + 60_000)).id()).isNotEqualTo(id);
    assertThat(identify(both().time(MINUTE).anonymous("d2")).id()).isNotEqualTo(id);
    assertThat(identify(both().time(MINUTE).customer("c2")).id()).isNotEqualTo(id);
    assertThat(identify(both().time(MINUTE).session("s2")).id()).isNotEqualTo(id);
    assertThat(identify(both().time(MINUTE).session(null)).id()).isNotEqualTo(id);
  }

  @Test
  void crawlersAndSharedDevicesAreKnownByItToo() throws Exception {
    assertThat(identify(both().attribute("bot", true).attribute("device_type", "kiosk")))
        .extracting(event -> event.attribute("bot"), event -> event.attribute("device_type"))
        .containsExactly(true, "kiosk");
  }

  @Test
  void oneIdAloneSaysNothing() throws Exception {
    assertThat(ImpliedIdentify.of("x", both().customer(null).admit())).isNull();
    assertThat(ImpliedIdentify.of("x", both().anonymous(null).admit())).isNull();
  }

  @Test
  void whatSaysItAlreadyIsNotRepeated() throws Exception {
    assertThat(ImpliedIdentify.of("x", both().type("identify").admit())).isNull();
  }

  private static Event identify(EventDraft draft) throws Exception {
    return Objects.requireNonNull(ImpliedIdentify.of("x", draft.admit()));
  }

  private static EventDraft both() {
    return new EventDraft()
        .id("e1")
        .type("view_item")
        .time(1_772_359_200_000L)
        .customer("c1")
        .anonymous("d1")
        .session("s1")
        .channel("web");
  }
}
