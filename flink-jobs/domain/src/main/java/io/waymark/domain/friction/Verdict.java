package io.waymark.domain.friction;

/** What became of an event that was offered to a customer's state. */
public enum Verdict {
  /** It took its place in the customer's order and was evaluated in full. */
  EVALUATED,
  /** An event with its id had been evaluated before; nothing happened. */
  DUPLICATE,
  /**
   * Its place in the order had passed; it only closed, resolved or retracted what was open at its
   * time.
   */
  LATE,
  /**
   * As many events as the bound allows had been evaluated of that minute; to the rules it never
   * came, a {@link Fact} it tells is told all the same.
   */
  LIMITED
}
