@NullMarked
package io.waymark.domain.event;

import org.jspecify.annotations.NullMarked;
