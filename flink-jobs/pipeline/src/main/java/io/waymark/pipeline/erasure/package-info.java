/** What every store needs to forget somebody, and to say so. */
@NullMarked
package io.waymark.pipeline.erasure;

import org.jspecify.annotations.NullMarked;
