@NullMarked
package io.waymark.domain.codec;

import org.jspecify.annotations.NullMarked;
