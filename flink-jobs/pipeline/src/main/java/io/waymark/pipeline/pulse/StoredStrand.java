package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Strand;

/**
 * A strand, and what has been measured of it.
 *
 * @param asOf event time up to which it has been measured
 * @param timer the earliest that is set
 */
record StoredStrand(Strand strand, long asOf, long timer) {}
