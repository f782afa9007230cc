package io.waymark.app.format;

import io.waymark.domain.event.Event;
import io.waymark.domain.identity.IdentityEvents;
import io.waymark.pipeline.wire.Admission;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Another format, in whose events some ids more than {@linkplain
 * io.waymark.domain.identity.BlockedIds everywhere} mean nobody: they count as missing.
 *
 * @param blocked as they are sent
 */
public record BlockingFormat(Format format, Set<String> blocked) implements Format {

  @Override
  public RecordFormat open(int maxBytes) {
    RecordFormat reader = format.open(maxBytes);
    InteractionCodec codec = new InteractionCodec();
    return (record, out) -> reader.read(record, new Unblocked(record, blocked, codec, out));
  }

  /** Passes on what is told of anybody. */
  private record Unblocked(
      SourceRecord record, Set<String> blocked, InteractionCodec codec, Readings out)
      implements Readings {

    @Override
    public void event(Event event) {
      if (isOfSomebody(event)) {
        out.event(event);
        return;
      }
      try {
        out.event(without(event));
      } catch (UndecodableException nobody) {
        out.refused(nobody, record.value());
      }
    }

    @Override
    public void event(PeekedInteraction event) {
      // Of both ids only the one that it goes by is at hand; the other matters if it is linked.
      if (event.tellsOfDevice() || blocked.contains(named(event))) {
        Event whole = codec.decodeBody(event.body());
        if (!isOfSomebody(whole)) {
          event(whole);
          return;
        }
      }
      out.event(event);
    }

    @Override
    public void event(Event event, Part part) {
      if (isOfSomebody(event)) {
        out.event(event, part);
        return;
      }
      try {
        out.event(without(event), part);
      } catch (UndecodableException nobody) {
        out.refused(nobody, part);
      }
    }

    @Override
    public void filtered() {
      out.filtered();
    }

    @Override
    public void refused(UndecodableException why, byte @Nullable [] value) {
      out.refused(why, value);
    }

    @Override
    public void refused(UndecodableException why, Part part) {
      out.refused(why, part);
    }

    @Override
    public void waiting(CompletableFuture<?> ready) {
      out.waiting(ready);
    }

    private static String named(PeekedInteraction event) {
      return event.identified()
          ? event.customer()
          : event.customer().substring(Event.ANONYMOUS.length());
    }

    private boolean isOfSomebody(Event event) {
      return unblocked(event.customerId()) == event.customerId()
          && unblocked(event.anonymousId()) == event.anonymousId()
          && !blocked.contains(String.valueOf(event.attribute(IdentityEvents.PREVIOUS_ID)));
    }

    private Event without(Event event) throws UndecodableException {
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>(event.attributes());
      attributes.computeIfPresent(
          IdentityEvents.PREVIOUS_ID, (name, id) -> blocked.contains(id.toString()) ? null : id);
      return Admission.admit(
          event.id(),
          event.type(),
          event.time(),
          unblocked(event.customerId()),
          unblocked(event.anonymousId()),
          event.sessionId(),
          event.channel(),
          event.touchpoint(),
          attributes);
    }

    private @Nullable String unblocked(@Nullable String id) {
      return id == null || blocked.contains(id) ? null : id;
    }
  }
}
