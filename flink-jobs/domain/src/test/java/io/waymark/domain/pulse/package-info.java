@NullMarked
package io.waymark.domain.pulse;

import org.jspecify.annotations.NullMarked;
