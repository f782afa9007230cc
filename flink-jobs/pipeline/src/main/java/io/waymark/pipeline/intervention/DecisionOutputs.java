package io.waymark.pipeline.intervention;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.intervention.Decision;
import java.io.Serializable;
import org.apache.flink.util.OutputTag;

/**
 * Where goes what is no trigger.
 *
 * @param erasures receipts
 * @param handOvers what was known of those who turn out to be customers
 * @param handsOver whether there are such: those decided on are not known
 */
record DecisionOutputs(
    OutputTag<Decision> decisions,
    OutputTag<Erasure> erasures,
    OutputTag<Observation> handOvers,
    boolean handsOver)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
