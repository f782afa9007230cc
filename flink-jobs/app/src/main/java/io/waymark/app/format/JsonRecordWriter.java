package io.waymark.app.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.event.Event;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.rule.Intervention;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes records as one line of JSON each, without the line's end, in UTF-8. Names and order of the
 * fields are those of the Avro schemas; times are RFC 3339 in UTC with milliseconds; optional
 * fields without a value are left out; bytes are Base64. Reuses its buffer: an instance serves one
 * thread.
 */
public final class JsonRecordWriter {
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

  public byte[] interaction(Event event) {
    return line(
        out -> {
          out.text("event_id", event.id());
          out.text("event_type", event.type());
          out.time("event_time", event.time());
          out.text("customer_id", event.customerId());
          out.text("anonymous_id", event.anonymousId());
          out.text("session_id", event.sessionId());
          out.text("channel", event.channel());
          out.text("touchpoint", event.touchpoint());
          out.attributes(event.attributes());
        });
  }

  /**
   * @param detectedAt wall clock in milliseconds; in a backtest {@code occurredAt}
   */
  public byte[] signal(Signal signal, long detectedAt) {
    return line(
        out -> {
          out.text("signal_id", signal.signalId());
          out.text("rule_id", signal.ruleId());
          out.number("rule_version", signal.ruleVersion());
          out.text("title", signal.title());
          out.text("kind", Words.of(signal.kind()));
          out.text("severity", Words.of(signal.severity()));
          out.text("mode", Words.of(signal.mode()));
          out.text("customer_id", signal.customerId());
          out.scalars("instance", signal.instance());
          out.text("status", Words.of(signal.status()));
          out.time("occurred_at", signal.occurredAt());
          out.time("detected_at", detectedAt);
          out.text("channel", signal.channel());
          out.text("touchpoint", signal.touchpoint());
          out.text("stage", signal.stage());
          out.number("waited_ms", signal.waitedMs());
          out.evidence(signal.evidence());
          out.journey(signal.journey());
        });
  }

  public byte[] journey(JourneySnapshot journey) {
    return line(
        out -> {
          out.text("customer_id", journey.customerId());
          out.text("stage", journey.stage());
          out.number("effort", journey.journey().effort());
          out.number("emotion", journey.journey().emotion());
          out.number("frustration", journey.journey().frustration());
          out.time("updated_at", journey.updatedAt());
          out.text("journey_id", journey.journeyId());
          out.text("previous_journey_id", journey.previousJourneyId());
          out.text("model", journey.model());
          out.stages(journey.stages());
          out.text("health", Words.of(journey.overlays().health()));
          out.text("activity", Words.of(journey.overlays().activity()));
          out.text("contact", Words.of(journey.overlays().contact()));
          out.number("orders", journey.overlays().orders());
          if (journey.session() != null) {
            out.session(journey.session());
          }
          out.values("consents", journey.consents());
          out.values("profile", journey.profile());
          out.touchpoints(journey.touchpoints());
        });
  }

  public byte[] fact(Fact fact) {
    return line(
        out -> {
          out.text("fact_id", fact.factId());
          out.text("kind", Words.of(fact.kind()));
          out.text("customer_id", fact.customerId());
          out.time("occurred_at", fact.occurredAt());
          out.text("event_id", fact.eventId());
          out.text("event_type", fact.eventType());
          out.text("channel", fact.channel());
          out.text("touchpoint", fact.touchpoint());
          out.attributes(fact.attributes());
        });
  }

  public byte[] trigger(Trigger trigger) {
    return line(
        out -> {
          out.text("trigger_id", trigger.triggerId());
          out.text("status", Words.of(trigger.status()));
          out.text("reason", trigger.reason());
          out.text("signal_id", trigger.signalId());
          out.text("rule_id", trigger.ruleId());
          out.number("rule_version", trigger.ruleVersion());
          out.text("customer_id", trigger.customerId());
          out.scalars("instance", trigger.instance());
          out.text("action", trigger.action());
          out.text("channel", trigger.channel());
          out.text("purpose", Words.of(trigger.purpose()));
          out.number("priority", trigger.priority());
          out.text("severity", Words.of(trigger.severity()));
          out.time("occurred_at", trigger.occurredAt());
          out.time("decided_at", trigger.decidedAt());
          out.time("expires_at", trigger.expiresAt());
          out.text("experiment", trigger.experiment());
          out.text("arm", trigger.arm());
          out.text("touchpoint", trigger.touchpoint());
          out.text("stage", trigger.stage());
          out.evidence(trigger.evidence());
          out.journey(trigger.journey());
          if (trigger.quietFrom() != null) {
            out.time("quiet_from", trigger.quietFrom());
          }
        });
  }

  public byte[] outcome(Outcome outcome) {
    return line(
        out -> {
          out.text("outcome_id", outcome.outcomeId());
          out.text("status", Words.of(outcome.status()));
          out.text("experiment", outcome.experiment());
          out.number("rule_version", outcome.ruleVersion());
          out.text("customer_id", outcome.customerId());
          out.text("arm", Words.of(outcome.arm()));
          out.number("planned_holdout", outcome.planned());
          out.time("assigned_at", outcome.assignedAt());
          out.time("ends_at", outcome.endsAt());
          out.time("occurred_at", outcome.at());
          out.truth("issued", outcome.issued());
          out.text("goal", outcome.goal());
          if (outcome.reachedAt() != null) {
            out.time("reached_at", outcome.reachedAt());
          }
          out.number("value", outcome.value());
          out.number("value_before", outcome.valueBefore());
          out.texts("touched", outcome.touched().stream().sorted().map(Words::of).toList());
          out.truth("contaminated", outcome.contaminated());
        });
  }

  public byte[] experiment(ExperimentResult result) {
    return line(
        out -> {
          out.text("experiment", result.experiment());
          out.number("rule_version", result.ruleVersion());
          out.time("occurred_at", result.at());
          out.text("verdict", Words.of(result.verdict()));
          out.arm("treatment", result.treatment());
          out.arm("holdout", result.holdout());
          out.number("contaminated", result.contaminated());
          out.estimate("difference", result.difference());
          out.number("lift", result.lift());
          out.number("incremental", result.incremental());
          out.number("on_treated", result.onTreated());
          out.number("pooled_p", result.pooledP());
          out.number("p", result.p());
          out.number("sample_ratio_p", result.sampleRatioP());
          out.estimate("value", result.value());
          out.guardrails(result.guardrails());
        });
  }

  public byte[] decision(Decision decision) {
    Intervention intervene = decision.intervene();
    return line(
        out -> {
          out.text("trigger_id", decision.triggerId());
          out.text("verdict", Words.of(decision.verdict()));
          if (decision.reason() != null) {
            out.text("reason", decision.reason().code());
          }
          if (decision.releaseAt() != null) {
            out.time("release_at", decision.releaseAt());
          }
          out.text("signal_id", decision.signalId());
          out.text("rule_id", decision.ruleId());
          out.number("rule_version", decision.ruleVersion());
          out.text("customer_id", decision.customerId());
          out.text("action", intervene.action());
          out.text("channel", intervene.channel());
          out.text("purpose", Words.of(intervene.purpose()));
          out.number("priority", intervene.priority());
          out.number("useful_for", intervene.usefulFor());
          out.number("holdout", intervene.holdout());
          out.texts("goals", intervene.goals());
          out.number("outcome_within", intervene.outcomeWithin());
          out.time("occurred_at", decision.occurredAt());
          out.time("assigned_at", decision.assignedAt());
          out.time("decided_at", decision.decidedAt());
          out.text("experiment", decision.experiment());
          out.text("arm", decision.arm());
          out.text("global_arm", decision.globalArm());
          out.truth("contaminated", decision.contaminated());
        });
  }

  public byte[] alert(Alert alert) {
    return line(
        out -> {
          out.text("alert_id", alert.alertId());
          out.text("status", Words.of(alert.status()));
          out.scalars("group", alert.group());
          out.texts("rule_ids", alert.ruleIds());
          out.text("severity", Words.of(alert.severity()));
          out.text("title", alert.title());
          out.text("touchpoint", alert.touchpoint());
          out.text("channel", alert.channel());
          out.text("team", alert.team());
          out.text("runbook", alert.runbook());
          out.number("count", alert.impact().count());
          out.number("customers", alert.impact().customers());
          out.texts("samples", alert.impact().samples());
          out.time("first_at", alert.firstAt());
          out.time("last_at", alert.lastAt());
          out.text("origin", Words.of(alert.origin()));
          out.number("recent", alert.impact().recent());
          if (alert.impact().trend() != null) {
            out.text("trend", Words.of(alert.impact().trend()));
          }
          out.number("value_at_risk", alert.impact().valueAtRisk());
          out.text("currency", alert.impact().currency());
          if (alert.deviation() != null) {
            out.text("measure", alert.deviation().measure().id());
            out.number("reading", alert.deviation().reading());
            out.number("expected", alert.deviation().expected());
          } else if (alert.impact().usual() != null) {
            out.number("expected", alert.impact().usual());
          }
          out.text("muted_by", alert.mutedBy());
          out.number("reopened", alert.reopened());
          if (alert.cause() != null) {
            out.text("cause", Words.of(alert.cause()));
          }
        });
  }

  public byte[] delivery(Attempt attempt) {
    Dispatch dispatch = attempt.dispatch();
    Message message = dispatch.message();
    return line(
        out -> {
          out.text("message_id", message.id());
          out.text("destination", attempt.destination());
          out.text("status", Words.of(attempt.status()));
          out.text("type", message.type());
          out.text("subject_id", dispatch.subjectId());
          out.text("customer_id", message.customerId());
          out.texts("rule_ids", dispatch.ruleIds());
          out.text("purpose", dispatch.purpose());
          out.text("channel", dispatch.channel());
          out.number("attempt", attempt.number());
          out.number("http_status", attempt.httpStatus());
          out.text("failure", attempt.failure());
          out.time("at", attempt.at());
          out.number("took_ms", attempt.tookMs());
          if (attempt.nextAt() != null) {
            out.time("next_at", attempt.nextAt());
          }
          out.time("created_at", message.createdAt());
          out.time("expires_at", message.expiresAt());
          out.time("occurred_at", dispatch.occurredAt());
          out.text("body", message.body().isEmpty() ? null : message.body());
          if (message.quietFrom() != null) {
            out.time("quiet_from", message.quietFrom());
          }
        });
  }

  public byte[] deadLetter(DeadLetter letter) {
    return line(
        out -> {
          out.text("topic", letter.topic());
          out.number("partition", letter.partition());
          out.number("offset", letter.offset());
          if (letter.timestamp() != null) {
            out.time("timestamp", letter.timestamp());
          }
          out.text("reason", letter.reason().code());
          out.text("detail", letter.detail());
          out.bytes("key", letter.key());
          out.bytes("value", letter.value());
          out.headers(letter.headers());
          out.flag("cut", letter.cut());
        });
  }

  private interface Fields {
    void write(JsonFields out) throws IOException;
  }

  private byte[] line(Fields fields) {
    buffer.reset();
    try (JsonGenerator generator = json.createGenerator(buffer)) {
      generator.writeStartObject();
      fields.write(new JsonFields(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.toByteArray();
  }
}
