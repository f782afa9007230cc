/** Tests of who is meant by an id. */
@NullMarked
package io.waymark.domain.identity;

import org.jspecify.annotations.NullMarked;
