package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineItemsTest {
  private static final LineItem SHOE = new LineItem("T-204", "Trail Runner", "Shoes", 89.5, 2L);
  private static final LineItem SOCKS = new LineItem("S-9", null, null, 7.0, null);
  private static final LineItem GIFT = new LineItem("G-1", null, null, null, 1L);

  @Test
  void anItemWithoutAQuantityIsOnePiece() {
    LineItems items = new LineItems(List.of(SHOE, SOCKS));

    assertThat(items.quantity()).isEqualTo(3);
    assertThat(items.value()).isEqualTo(186.0);
  }

  @Test
  void theValueIsNotKnownIfAPriceIsNot() {
    assertThat(new LineItems(List.of(SHOE, GIFT)).value()).isNull();
  }

  @Test
  void withoutItemsNothingIsKnown() {
    LineItems none = new LineItems(List.of());

    assertThat(none.quantity()).isNull();
    assertThat(none.value()).isNull();
  }
}
