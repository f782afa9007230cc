@NullMarked
package io.waymark.domain.journey;

import org.jspecify.annotations.NullMarked;
