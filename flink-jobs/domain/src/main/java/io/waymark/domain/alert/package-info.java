/**
 * What operations teams should see: signals of many customers and anomalies of touchpoints as few
 * alerts, each with a life of its own.
 */
@NullMarked
package io.waymark.domain.alert;

import org.jspecify.annotations.NullMarked;
