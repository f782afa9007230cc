package io.waymark.app.job;

import io.waymark.app.format.JsonBodies;
import io.waymark.app.kafka.AlertEncoder;
import io.waymark.app.kafka.AttemptEncoder;
import io.waymark.app.kafka.DeadLetterEncoder;
import io.waymark.app.kafka.DecisionEncoder;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.ErasureEncoder;
import io.waymark.app.kafka.ExperimentEncoder;
import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.app.kafka.JourneyEncoder;
import io.waymark.app.kafka.KafkaSinks;
import io.waymark.app.kafka.LateEncoder;
import io.waymark.app.kafka.OutcomeEncoder;
import io.waymark.app.kafka.PauseEncoder;
import io.waymark.app.kafka.PausesFromKafka;
import io.waymark.app.kafka.PulseEncoder;
import io.waymark.app.kafka.RecordEncoder;
import io.waymark.app.kafka.ResultSource;
import io.waymark.app.kafka.RuleUsageEncoder;
import io.waymark.app.kafka.RulesFromKafka;
import io.waymark.app.kafka.SignalEncoder;
import io.waymark.app.kafka.TriggerEncoder;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.anomaly.AnomalyTopology;
import io.waymark.pipeline.anomaly.InterventionHealth;
import io.waymark.pipeline.delivery.DeliveryTopology;
import io.waymark.pipeline.delivery.Senders;
import io.waymark.pipeline.experiment.ExperimentTopology;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.InterventionTopology;
import io.waymark.pipeline.intervention.PauseFeed;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.JourneyRuntime;
import io.waymark.pipeline.journey.JourneyTopology;
import io.waymark.pipeline.pulse.PulseTopology;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The parts of the jobs, between topics and topologies. A job has each of them once at most.
 *
 * @param name of the job that is put together: no two on one broker have the same
 */
public record Composition(StreamExecutionEnvironment env, JobSettings settings, String name) {

  private static final String INTERACTIONS = "interactions";
  private static final Duration EXPERIMENTS_EVERY = Duration.ofSeconds(5);

  static Composition of(StreamExecutionEnvironment env, JobSettings settings, Job job) {
    return new Composition(env, settings, settings.name(job));
  }

  /** The rules topic, for all parts of the job that ask for rules. */
  public RuleFeed rules() {
    RulesFromKafka rules = new RulesFromKafka(settings.client(), settings.topics().rules());
    return new RuleFeed(rules.stream(env), new RuleSource(rules, new CatalogueCompiler()));
  }

  /**
   * From events to what was noticed, which is written.
   *
   * @param interactions by topic
   */
  public JourneyTopology.Streams journeys(
      Map<String, DataStream<Arrival>> interactions, RuleFeed rules) {
    JourneyTopology.Streams noticed =
        JourneyTopology.compose(
            settings.topics().interactions(),
            interactions,
            rules.updates(),
            new JourneyRuntime(
                rules.source(),
                settings.engineLimits(),
                settings.journeys(),
                settings.screening()));
    write(
        noticed.signals(),
        settings.topics().signals(),
        new SignalEncoder(),
        settings.signalsDelivery(),
        "write-signals");
    write(noticed.facts(), settings.topics().facts(), new FactEncoder(), "write-facts");
    write(noticed.changes(), settings.topics().journeys(), new JourneyEncoder(), "write-journeys");
    erasures(noticed.erasures(), "write-erasures");
    write(
        noticed.usage(), settings.topics().ruleUsage(), new RuleUsageEncoder(), "write-rule-usage");
    write(noticed.late(), settings.topics().late(), new LateEncoder(), "write-late");
    deadLetters(noticed.deadLetters());
    return noticed;
  }

  /** The pauses topic, for all parts of the job that ask for pauses. */
  public PauseFeed pauses() {
    PausesFromKafka pauses = new PausesFromKafka(settings.client(), settings.topics().pauses());
    return new PauseFeed(pauses.stream(env), pauses);
  }

  /** The topics of events, by name, for all parts of the job that ask for events. */
  public Map<String, DataStream<Arrival>> interactions() {
    InteractionSource source =
        new InteractionSource(settings.client(), name, settings.limits(), settings.clockSkew());
    Map<String, DataStream<Arrival>> streams = new LinkedHashMap<>();
    for (InteractionSource.Topic topic : settings.sources()) {
      boolean own = topic.name().equals(settings.topics().interactions());
      String id = own ? INTERACTIONS : INTERACTIONS + "-" + topic.name();
      streams.put(topic.name(), source.stream(env, topic, id));
    }
    return streams;
  }

  /** What other jobs wrote. */
  public ResultSource results(ResultSource.Time time) {
    return new ResultSource(
        settings.client(), name, settings.outOfOrderness(), settings.clockSkew(), time);
  }

  /** From what was noticed to triggers and the decisions behind them, which are written. */
  public InterventionTopology.Decisions triggers(
      DataStream<Signal> signals,
      DataStream<Fact> facts,
      RuleFeed rules,
      PauseFeed pauses,
      DecisionClock clock) {
    InterventionTopology.Decisions decided =
        InterventionTopology.decide(
            signals,
            facts,
            new InterventionTopology.Terms(
                rules, pauses, settings.contactPolicy(), settings.journeys().erasures(), clock));
    // One writer for each customer: else what is decided on either side of a hand-over, and so an
    // issue and its cancellation, would come into the topic in any order.
    write(
        decided.triggers().keyBy(Trigger::customerId, Types.STRING),
        settings.topics().triggers(),
        new TriggerEncoder(),
        settings.triggersDelivery(),
        "write-triggers");
    write(
        decided.decisions(),
        settings.topics().decisions(),
        new DecisionEncoder(),
        settings.triggersDelivery(),
        "write-decisions");
    erasures(decided.erasures(), "write-intervention-erasures");
    return decided;
  }

  /** From what was decided and what customers did then to whether it helps, which is written. */
  public DataStream<Outcome> outcomes(
      DataStream<Decision> decisions,
      DataStream<Signal> signals,
      DataStream<Fact> facts,
      PauseFeed pauses) {
    ExperimentTopology.Streams measured =
        ExperimentTopology.measure(
            new ExperimentTopology.Input(decisions, signals, facts, pauses),
            settings.contactPolicy().holdout(),
            settings.journeys().erasures(),
            EXPERIMENTS_EVERY);
    write(
        measured.outcomes(), settings.topics().outcomes(), new OutcomeEncoder(), "write-outcomes");
    write(
        measured.experiments(),
        settings.topics().experiments(),
        new ExperimentEncoder(),
        "write-experiments");
    write(measured.pauses(), settings.topics().pauses(), new PauseEncoder(), "write-pauses");
    erasures(measured.erasures(), "write-outcome-erasures");
    return measured.outcomes();
  }

  /**
   * From events, and how journeys go on, to the figures of touchpoints, which are written, and to
   * those that are out of line.
   *
   * @param interactions by topic
   */
  public DataStream<Anomaly> pulses(
      Map<String, DataStream<Arrival>> interactions,
      DataStream<JourneyChange> journeys,
      DataStream<Signal> signals) {
    DataStream<Pulse> pulses =
        PulseTopology.measure(
            interactions,
            journeys,
            new PulseTopology.Terms(
                settings.screening(),
                settings.journeys().erasures().salt(),
                settings.journeys().timeToLive(),
                settings.contactGoal()));
    AnomalyTopology.Assessed assessed =
        AnomalyTopology.assess(pulses, signals, settings.anomalies(), settings.learnt());
    write(assessed.pulses(), settings.topics().kpis(), new PulseEncoder(), "write-kpis");
    return assessed.anomalies();
  }

  /** From what becomes of interventions to those that are in trouble. */
  public DataStream<Anomaly> interventions(InterventionHealth.Input input) {
    return InterventionHealth.watch(input, settings.anomalies());
  }

  /** From what was noticed to alerts, which are written. */
  public void alerts(AlertTopology.Input noticed, RuleFeed rules) {
    AlertTopology.Alerts alerts =
        AlertTopology.raise(noticed, rules, settings.journeys().erasures(), settings.anomalies());
    write(alerts.changes(), settings.topics().alerts(), new AlertEncoder(), "write-alerts");
    erasures(alerts.erasures(), "write-erasures-of-alerts");
  }

  /** Writes receipts of a store; each store has an id of its own. */
  void erasures(DataStream<Erasure> receipts, String id) {
    write(receipts, settings.topics().erasures(), new ErasureEncoder(), id);
  }

  /** From what is to be told to those who act on it to what became of it, which is written. */
  public DataStream<Attempt> deliveries(DeliveryTopology.Input input, Senders senders) {
    DeliveryTopology.Outcome outcome =
        DeliveryTopology.deliver(
            input,
            senders,
            new JsonBodies(),
            settings.journeys().erasures(),
            InstantSource.system());
    write(
        outcome.attempts(),
        settings.topics().deliveries(),
        new AttemptEncoder(),
        "write-deliveries");
    erasures(outcome.erasures(), "write-delivery-erasures");
    return outcome.attempts();
  }

  /** Writes the records that could not be read. */
  void deadLetters(DataStream<DeadLetter> letters) {
    write(letters, settings.topics().deadLetters(), new DeadLetterEncoder(), "write-dead-letters");
  }

  private <T> void write(DataStream<T> stream, String topic, RecordEncoder<T> encoder, String id) {
    write(stream, topic, encoder, Delivery.AT_LEAST_ONCE, id);
  }

  private <T> void write(
      DataStream<T> stream, String topic, RecordEncoder<T> encoder, Delivery delivery, String id) {
    new KafkaSinks(settings.client(), name).attach(stream, topic, encoder, delivery, id);
  }
}
