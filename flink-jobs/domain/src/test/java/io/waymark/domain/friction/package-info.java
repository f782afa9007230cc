@NullMarked
package io.waymark.domain.friction;

import org.jspecify.annotations.NullMarked;
