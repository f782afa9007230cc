package io.waymark.pipeline.alert;

import io.waymark.domain.alert.CartChange;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;

/** What alerts depend on, of one customer. */
sealed interface CustomerNews {
  String customerId();

  /** Event time in milliseconds. */
  long at();

  /** Something was noticed. */
  record OfSignal(Signal signal) implements CustomerNews {
    @Override
    public String customerId() {
      return signal.customerId();
    }

    @Override
    public long at() {
      return signal.occurredAt();
    }
  }

  /** The cart is another one. */
  record OfCart(CartChange change) implements CustomerNews {
    @Override
    public String customerId() {
      return change.customerId();
    }

    @Override
    public long at() {
      return change.at();
    }
  }

  /** The customer is to be forgotten. */
  record OfErasure(Fact fact) implements CustomerNews {
    @Override
    public String customerId() {
      return fact.customerId();
    }

    @Override
    public long at() {
      return fact.occurredAt();
    }
  }
}
