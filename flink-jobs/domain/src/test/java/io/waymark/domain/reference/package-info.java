/**
 * What rules mean, written down straight from their definitions: no automata, no regard for cost.
 * The engine has to agree with it.
 */
@NullMarked
package io.waymark.domain.reference;

import org.jspecify.annotations.NullMarked;
