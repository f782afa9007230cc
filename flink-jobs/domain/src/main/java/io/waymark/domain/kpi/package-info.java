/**
 * Formulas of contact centres, surveys and web analytics. What is not defined is null, never zero;
 * groups are united by adding their counts.
 */
@NullMarked
package io.waymark.domain.kpi;

import org.jspecify.annotations.NullMarked;
