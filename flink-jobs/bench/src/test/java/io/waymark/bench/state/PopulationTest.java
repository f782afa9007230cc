package io.waymark.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private final Population population = new Population(1_000);

  @Test
  void eachCustomerFillsOneCart() {
    List<Event> carts = events(0, population.carts());

    assertThat(carts).hasSize(1_000).allMatch(event -> event.type().equals("add_to_cart"));
    assertThat(carts.stream().map(Event::customer).distinct()).hasSize(1_000);
    assertThat(carts.stream().map(event -> event.attributes().get("cart_id")).distinct())
        .hasSize(1_000);
  }

  @Test
  void thenOneInAHundredComesBackAndThenOneInTen() {
    List<Event> few = events(population.carts(), population.fewBack());
    List<Event> many = events(population.fewBack(), population.manyBack());

    assertThat(few.stream().map(Event::customer).distinct()).hasSize(10);
    assertThat(many.stream().map(Event::customer).distinct()).hasSize(100);
    assertThat(few).allMatch(event -> event.type().equals("page_view"));
    assertThat(many).allMatch(event -> event.type().equals("page_view"));
  }

  @Test
  void whatFollowsIsOfAnybodyAndTheSameEachTime() {
    List<Event> anybody = events(population.manyBack(), population.manyBack() + 500);

    assertThat(anybody.stream().map(Event::customer).distinct()).hasSizeGreaterThan(300);
    assertThat(anybody).isEqualTo(events(population.manyBack(), population.manyBack() + 500));
  }

  private List<Event> events(long from, long to) {
    return LongStream.range(from, to).mapToObj(population::event).toList();
  }
}
