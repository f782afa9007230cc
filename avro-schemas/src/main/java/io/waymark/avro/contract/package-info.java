/** Which schemas there are, and every version of them that was ever released. */
@NullMarked
package io.waymark.avro.contract;

import org.jspecify.annotations.NullMarked;
