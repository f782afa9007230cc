package io.waymark.app.format;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a record was found to tell, one call for each thing. */
public interface Readings {

  /** Something happened. */
  void event(Event event);

  /** The same, of which no more was read than is needed to send it on. */
  void event(PeekedInteraction event);

  /**
   * Something happened that is only a part of the record.
   *
   * @param part what is kept if the event is not let in after all
   */
  default void event(Event event, Part part) {
    event(event);
  }

  /**
   * It is sound, but nothing that happened between a customer and the company: it is counted and
   * goes no further.
   */
  void filtered();

  /**
   * It could not be read, or is no event that is let in.
   *
   * @param value the bytes that could not be read, to be kept; of several things in one record only
   *     its own, so that they can be read again by themselves
   */
  void refused(UndecodableException why, byte @Nullable [] value);

  /**
   * It can't be read before something has come, and nothing else is told of the record: it is to be
   * read again when {@code ready} is done. To cancel that is to no longer want it.
   */
  default void waiting(CompletableFuture<?> ready) {
    throw new UnsupportedOperationException("nothing is waited for here");
  }

  /** A part of the record could not be read, or is no event that is let in. */
  default void refused(UndecodableException why, Part part) {
    refused(part.with(why), part.bytes());
  }
}
