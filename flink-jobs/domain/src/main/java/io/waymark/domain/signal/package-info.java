@NullMarked
package io.waymark.domain.signal;

import org.jspecify.annotations.NullMarked;
