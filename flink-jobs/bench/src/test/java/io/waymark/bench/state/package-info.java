/** What many idle customers cost: disk, checkpoints, restores. */
@NullMarked
package io.waymark.bench.state;

import org.jspecify.annotations.NullMarked;
