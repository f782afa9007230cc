/** How triggers and alerts reach the systems that act on them: at least once, under one id. */
@NullMarked
package io.waymark.domain.delivery;

import org.jspecify.annotations.NullMarked;
