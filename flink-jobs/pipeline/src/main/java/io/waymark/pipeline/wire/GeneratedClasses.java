package io.waymark.pipeline.wire;

import io.waymark.avro.Alert;
import io.waymark.avro.DeadLetter;
import io.waymark.avro.Decision;
import io.waymark.avro.Delivery;
import io.waymark.avro.Erasure;
import io.waymark.avro.Evidence;
import io.waymark.avro.Experiment;
import io.waymark.avro.ExperimentArm;
import io.waymark.avro.ExperimentEstimate;
import io.waymark.avro.ExperimentGuardrail;
import io.waymark.avro.Fact;
import io.waymark.avro.Header;
import io.waymark.avro.Interaction;
import io.waymark.avro.Journey;
import io.waymark.avro.JourneySession;
import io.waymark.avro.JourneyStage;
import io.waymark.avro.JourneyState;
import io.waymark.avro.JourneyTouchpoint;
import io.waymark.avro.Kpi;
import io.waymark.avro.KpiFigure;
import io.waymark.avro.KpiNormal;
import io.waymark.avro.KpiTransition;
import io.waymark.avro.Outcome;
import io.waymark.avro.Pause;
import io.waymark.avro.RuleUsage;
import io.waymark.avro.Signal;
import io.waymark.avro.Trigger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The generated records by the names of their schemas. Avro would otherwise load classes by the
 * names it finds in a schema, and since 1.12 only those of packages allow-listed by a system
 * property, which each JVM of a cluster would have to set.
 */
final class GeneratedClasses extends SpecificData {
  static final GeneratedClasses INSTANCE = new GeneratedClasses();

  private final Map<String, Class<? extends SpecificRecordBase>> classes;

  private GeneratedClasses() {
    super(GeneratedClasses.class.getClassLoader());
    classes =
        List.of(
                Interaction.class,
                Signal.class,
                Fact.class,
                Alert.class,
                Trigger.class,
                Decision.class,
                Pause.class,
                RuleUsage.class,
                Journey.class,
                Erasure.class,
                Delivery.class,
                DeadLetter.class,
                Header.class,
                Outcome.class,
                Experiment.class,
                ExperimentArm.class,
                ExperimentEstimate.class,
                ExperimentGuardrail.class,
                Kpi.class,
                KpiFigure.class,
                KpiNormal.class,
                KpiTransition.class,
                Evidence.class,
                JourneyState.class,
                JourneyStage.class,
                JourneySession.class,
                JourneyTouchpoint.class)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));
    addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Class getClass(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        ? classes.get(schema.getFullName())
        : super.getClass(schema);
  }
}
