@NullMarked
package io.waymark.domain.anomaly;

import org.jspecify.annotations.NullMarked;
