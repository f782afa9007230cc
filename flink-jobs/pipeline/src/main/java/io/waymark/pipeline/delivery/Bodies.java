package io.waymark.pipeline.delivery;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Trigger;
import java.io.Serializable;

/** Writes what messages tell, as a JSON object: the same for the same element on any run. */
public interface Bodies extends Serializable {

  String of(Trigger trigger);

  String of(Alert alert);
}
