/** The compact binary form of a customer's state. */
@NullMarked
package io.waymark.domain.codec;

import org.jspecify.annotations.NullMarked;
