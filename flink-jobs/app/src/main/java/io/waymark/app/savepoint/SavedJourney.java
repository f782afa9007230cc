package io.waymark.app.savepoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.format.JsonRecordWriter;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.app.run.CannotRun;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.SavedJourneys;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.jspecify.annotations.Nullable;

/**
 * One customer in the states of a journey operator, most of which keep many customers in one value
 * and journeys as the engine packs them. They are read with the rules of the same savepoint.
 */
final class SavedJourney {
  private static final String RULES = "rules";

  private final String operator;
  private final String id;
  private final String pseudonym;
  private final FrictionEngine engine;
  private final JsonRecordWriter writer = new JsonRecordWriter();
  private final InteractionCodec codec = new InteractionCodec();

  private SavedJourney(String operator, String id, String pseudonym, FrictionEngine engine) {
    this.operator = operator;
    this.id = id;
    this.pseudonym = pseudonym;
    this.engine = engine;
  }

  static SavedJourney of(SavedOperator operator, String id, String pseudonym) throws CannotRun {
    return new SavedJourney(operator.uid(), id, pseudonym, engine(operator));
  }

  private static FrictionEngine engine(SavedOperator operator) throws CannotRun {
    Optional<OperatorStateHandle> rules = operator.withoutKeys(RULES);
    try (CloseableRegistry closing = new CloseableRegistry();
        OperatorStateBackend states =
            new DefaultOperatorStateBackendBuilder(
                    SavedJourney.class.getClassLoader(),
                    new ExecutionConfig(),
                    false,
                    rules.stream().toList(),
                    closing)
                .build()) {
      BroadcastRules inForce =
          BroadcastRules.open(
              states,
              new RuleSource(List::of, new CatalogueCompiler()),
              new UnregisteredMetricsGroup());
      return new FrictionEngine(inForce.versions(), inForce.journey(), Limits.DEFAULT, null);
    } catch (Exception e) {
      throw new CannotRun(
          "the rules in the state of operator %s can't be read by this release: %s"
              .formatted(operator.uid(), e.getMessage()),
          e);
    }
  }

  /**
   * Takes what an entry has of the customer.
   *
   * @param key the id or the pseudonym, whichever the key group is of
   * @return false if it is a state like that of any other operator
   */
  boolean take(KeyedState state, String key, byte[] first, byte[] second, ObjectNode states)
      throws IOException {
    String name = state.name();
    if (name.equals(SavedJourneys.JOURNEY)) {
      if (state.isOf(id, first)) {
        put(states, name, SavedJourneys.unpack(bytes(state.read(first, second))));
      }
    } else if (name.equals(SavedJourneys.AT_HAND)) {
      if (key.equals(id)) {
        put(states, name, SavedJourneys.find(bytes(state.read(first, second)), id));
      }
    } else if (name.equals(SavedJourneys.WAITING)) {
      if (key.equals(id)) {
        putWaiting(states, (List<?>) Objects.requireNonNull(state.read(first, second).value()));
      }
    } else if (name.equals(SavedJourneys.ERASED)) {
      KeyedState.Entry entry = state.read(first, second);
      if (pseudonym.equals(entry.item())) {
        states.set(name, Json.time(entry.value()));
      }
    } else {
      return false;
    }
    return true;
  }

  private static byte[] bytes(KeyedState.Entry entry) {
    return (byte[]) Objects.requireNonNull(entry.value());
  }

  private void put(ObjectNode states, String name, byte @Nullable [] stored) throws IOException {
    if (stored == null) {
      return;
    }
    ObjectNode one = states.putObject(name).put("bytes", stored.length);
    byte[] journey = SavedJourneys.journey(operator, stored);
    if (journey == null) {
      return;
    }
    CustomerState known = engine.read(id, journey);
    one.set("last_event_time", Json.time(known.lastEventTime()));
    JourneySnapshot snapshot = engine.snapshot(id, journey);
    if (snapshot != null) {
      one.set("journey", Json.parse(writer.journey(snapshot)));
    }
    ArrayNode rules = one.putArray("rules");
    for (CustomerState.KnownToRule rule : known.knownToRules()) {
      rules
          .addObject()
          .put("rule_id", rule.ruleId())
          .put("rule_version", rule.ruleVersion())
          .put("open_instances", rule.instances())
          .set("deadline", Json.time(rule.deadline()));
    }
  }

  private void putWaiting(ObjectNode states, List<?> envelopes) throws IOException {
    for (Object one : envelopes) {
      Envelope envelope = (Envelope) one;
      if (envelope.customer().equals(id)) {
        ArrayNode waiting = states.withArrayProperty(SavedJourneys.WAITING);
        if ((envelope.flags() & Envelope.HAND_OVER) == 0) {
          waiting.add(Json.parse(writer.interaction(codec.decodeBody(envelope.body()))));
        } else {
          waiting.addObject().set("hands_over", Json.time(envelope.time()));
        }
      }
    }
  }
}
