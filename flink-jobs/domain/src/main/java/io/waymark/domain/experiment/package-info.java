/**
 * Whether interventions help: outcomes of customers who were assigned to an intervention or kept
 * without it, and what may be concluded from them while they are still coming in.
 */
@NullMarked
package io.waymark.domain.experiment;

import org.jspecify.annotations.NullMarked;
