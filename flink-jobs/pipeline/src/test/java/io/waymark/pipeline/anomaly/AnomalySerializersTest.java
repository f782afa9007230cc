package io.waymark.pipeline.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.Cohort;
import io.waymark.domain.anomaly.Normal;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class AnomalySerializersTest {

  @Test
  void whatIsWrittenComesBackAsItWas() throws Exception {
    Anomaly anomaly =
        new Anomaly(
            "id",
            AnomalyPattern.SILENCE,
            Shop.place(1),
            "over 6 h",
            Measure.EVENTS,
            Anomaly.Status.CONTINUED,
            Severity.HIGH,
            5,
            7,
            0.5,
            12.25,
            3,
            Anomaly.Against.BURN_LIMIT);
    assertThat(again(anomaly, AnomalySerializer.INSTANCE)).isEqualTo(anomaly);
    Cohort cohort = new Cohort("rage-click", "/pay", "click,tap");
    assertThat(again(cohort, CohortSerializer.INSTANCE)).isEqualTo(cohort);
    AssessedPulse pulse =
        new AssessedPulse(
            Shop.pulse(1, 0, 3, false), Map.of(Measure.EVENTS, new Normal(200, 150, 250, 5)));
    assertThat(again(pulse, AssessedPulseSerializer.INSTANCE)).isEqualTo(pulse);
    AssessedPulse without = new AssessedPulse(Shop.pulse(1, 0, 3, true), Map.of());
    assertThat(again(without, AssessedPulseSerializer.INSTANCE)).isEqualTo(without);
  }

  private static <T> T again(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
