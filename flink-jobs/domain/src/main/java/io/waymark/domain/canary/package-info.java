/** A customer who does not exist, by whom an installation proves that it notices what it should. */
@NullMarked
package io.waymark.domain.canary;

import org.jspecify.annotations.NullMarked;
