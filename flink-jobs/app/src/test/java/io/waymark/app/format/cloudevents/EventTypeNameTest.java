package io.waymark.app.format.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeNameTest {

  @ParameterizedTest
  @CsvSource({
    "com.example.shop.cart_abandoned.v1, cart_abandoned",
    "com.example.shop.cart_abandoned.v1.2, cart_abandoned",
    "com.example.shop.add_to_cart/v2, add_to_cart",
    "com.example.shop.add_to_cart:1, add_to_cart",
    "com.example.shop.AddToCart-v3, add_to_cart",
    "com.example.purchase, purchase",
    "com.example.shop.purchase, purchase",
    "purchase, purchase",
    "cart_abandoned.v1, cart_abandoned",
    "Microsoft.Storage.BlobCreated, blob_created",
    "web_vital_2, web_vital_2"
  })
  void theDomainAndTheVersionAreLeftOut(String type, String name) {
    assertThat(EventTypeName.of(type)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.order.created, order_created",
    "com.example.order.paid.v2, order_paid",
    "com.twilio.taskrouter.reservation.accepted, reservation_accepted",
    "com.github.pull_request.opened, pull_request_opened",
    "order.created, order_created"
  })
  void aBareParticipleTakesItsObjectAlong(String type, String name) {
    assertThat(EventTypeName.of(type)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"com.example.shop.delivered, delivered", "com.example.created, created"})
  void butNotWhereItSaysAllOrTheDomainIsAllThereIs(String type, String name) {
    assertThat(EventTypeName.of(type)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"'...', ''", "'.v1', ''", "'v1', v1"})
  void whatSaysNothingIsEmpty(String type, String name) {
    assertThat(EventTypeName.of(type)).isEqualTo(name);
  }
}
