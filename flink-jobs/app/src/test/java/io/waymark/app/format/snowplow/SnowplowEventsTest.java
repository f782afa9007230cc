package io.waymark.app.format.snowplow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waymark.domain.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kinds of events become that real trackers did not send for the golden files. */
class SnowplowEventsTest {
  private static final String SNOWPLOW = "com.snowplowanalytics.snowplow/";
  private static final String MOBILE = "com.snowplowanalytics.mobile/";
  private static final String SHOP = "com.snowplowanalytics.snowplow.ecommerce/";
  private static final String ACTION = SHOP + "snowplow_ecommerce_action";

  @Test
  void anOwnEventKeepsItsNameAndItsSingleValues() {
    Event event =
        Row.unstruct(
                "com.shop/SizeAdvice",
                "{'productId':4711,'fits':null,'sizes':[1],'value':3,'phoneNumber':'1'}")
            .event();

    assertThat(event.type()).isEqualTo("size_advice");
    assertThat(event.attributes())
        .contains(entry("product_id", "4711"), entry("fits", null), entry("value", 3.0))
        .doesNotContainKeys("sizes", "phone_number");
  }

  @Test
  void whatActsOnACustomersDataIsNotBelieved() {
    assertThat(Row.of("struct").with("se_action", "Consent Updated").readings().lines)
        .containsExactly(
            "refused, undecodable: consent_updated acts on a customer's data and is not believed of"
                + " a tracker");
    assertThat(Row.unstruct(ACTION, "{'type':'erase'}").readings().lines.get(0))
        .startsWith("refused, undecodable: erase");
  }

  @Test
  void aStructuredEventWithoutAnActionHasNoType() {
    assertThat(Row.of("struct").readings().lines.get(0)).startsWith("refused, no_type");
  }

  @Test
  void identifySaysWhoItIs() {
    Event event = Row.unstruct(SNOWPLOW + "identify", "{'id':'c1','email':'a@b.example'}").event();

    assertThat(event.customerId()).isEqualTo("c1");
    assertThat(event.anonymousId()).isEqualTo("d1");
    assertThat(event.attributes().values()).doesNotContain("a@b.example");
  }

  @Test
  void aScreenThatIsLeftTellsHowLongItWasLookedAt() {
    Event event =
        Row.unstruct(MOBILE + "screen_end", "{}")
            .without("page_urlpath")
            .contexts(
                MOBILE + "screen", "{'name':'Basket','id':'v1'}",
                MOBILE + "screen_summary", "{'foreground_sec':12.34}")
            .event();

    assertThat(event.type()).isEqualTo("page_exit");
    assertThat(event.touchpoint()).isEqualTo("Basket");
    assertThat(event.attributes())
        .contains(entry("url", "Basket"), entry("view_id", "v1"), entry("dwell_ms", 12_340L));
  }

  @Test
  void aScreenOfAnAppIsAPage() {
    Event event =
        Row.unstruct(MOBILE + "screen_view", "{'name':'Basket','id':'v1','previousName':'Shoes'}")
            .without("page_urlpath")
            .event();

    assertThat(event.type()).isEqualTo("page_view");
    assertThat(event.touchpoint()).isEqualTo("Basket");
    assertThat(event.attributes())
        .contains(entry("url", "Basket"), entry("view_id", "v1"), entry("referrer", "Shoes"));
  }

  @Test
  void anAppThatComesToTheFrontIsOpened() {
    Event event = Row.unstruct(SNOWPLOW + "application_foreground", "{}").event();

    assertThat(event.type()).isEqualTo("app_open");
    assertThat(event.attributes()).containsEntry("kind", "warm");
  }

  @Test
  void errorsAtTheSamePlaceHaveTheSameFingerprint() {
    String first = "{'message':'m1','fileName':'cart.js','lineNumber':4,'lineColumn':2}";
    String again = "{'message':'m2','fileName':'cart.js','lineNumber':4,'lineColumn':2}";
    String other = "{'message':'m1','fileName':'cart.js','lineNumber':5,'lineColumn':2}";

    assertThat(fingerprint(first)).isEqualTo(fingerprint(again)).isNotEqualTo(fingerprint(other));
    assertThat(fingerprint("{'message':'m1'}")).isNotEqualTo(fingerprint("{'message':'m2'}"));
  }

  private static Object fingerprint(String error) {
    return Row.unstruct(SNOWPLOW + "application_error", error).event().attribute("fingerprint");
  }

  @Test
  void anErrorThatEndsTheAppIsACrash() {
    Event event =
        Row.unstruct(SNOWPLOW + "application_error", "{'message':'m','isFatal':true}").event();

    assertThat(event.attributes()).containsEntry("kind", "crash");
  }

  @Test
  void vitalsOfWhichNoneIsKnownAreNoEvent() {
    assertThat(Row.unstruct(SNOWPLOW + "web_vitals", "{'fid':3}").readings().lines)
        .containsExactly("filtered");
  }

  @Test
  void theCartEventsOfOldTrackersAreUnderstood() {
    Event event =
        Row.unstruct(
                SNOWPLOW + "add_to_cart",
                "{'sku':12,'quantity':2,'unitPrice':7.5,'currency':'EUR'}")
            .event();

    assertThat(event.attributes())
        .contains(
            entry("item_id", "12"),
            entry("quantity", 2L),
            entry("price", 7.5),
            entry("value", 15.0),
            entry("currency", "EUR"));
  }

  @Test
  void aCartThatIsAttachedToACheckoutGivesItsNumberAndValue() {
    List<Event> events =
        Row.unstruct(ACTION, "{'type':'checkout_step'}")
            .contexts(
                SHOP + "checkout_step", "{'step':1}",
                SHOP + "cart", "{'cart_id':'k1','total_value':20,'currency':'EUR'}")
            .readings()
            .events;

    assertThat(events)
        .extracting(Event::type)
        .containsExactly("begin_checkout", "checkout_step_completed");
    assertThat(events).extracting(Event::id).containsExactly("e1", "e1:2");
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(event.attributes())
                    .contains(
                        entry("cart_id", "k1"), entry("value", 20.0), entry("currency", "EUR")));
  }

  @Test
  void aGuestsIdInTheShopIsNoCustomer() {
    Row row = Row.of("page_view").contexts(SHOP + "user", "{'id':'g1','is_guest':true}");

    assertThat(row.event().customerId()).isNull();
  }

  @Test
  void anActionOfALaterPluginKeepsItsName() {
    Event event =
        Row.unstruct(ACTION, "{'type':'wish_list_add'}")
            .contexts(SHOP + "product", "{'id':'i1','category':'x','price':1,'currency':'EUR'}")
            .event();

    assertThat(event.type()).isEqualTo("wish_list_add");
    assertThat(event.attributes()).containsEntry("item_id", "i1");
  }
}
