/** What is left of somebody who asked to be forgotten: a receipt. */
@NullMarked
package io.waymark.domain.erasure;

import org.jspecify.annotations.NullMarked;
