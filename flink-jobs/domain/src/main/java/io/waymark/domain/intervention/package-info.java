/**
 * What follows from signals: triggers for marketing and service systems, alerts for operations
 * teams.
 */
@NullMarked
package io.waymark.domain.intervention;

import org.jspecify.annotations.NullMarked;
