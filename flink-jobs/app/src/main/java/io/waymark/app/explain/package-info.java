/** Why a rule fired for a customer, or what kept it from firing. */
@NullMarked
package io.waymark.app.explain;

import org.jspecify.annotations.NullMarked;
