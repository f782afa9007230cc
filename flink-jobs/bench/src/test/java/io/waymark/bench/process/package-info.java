/** Processes of their own for what is measured, and the job's shipped configuration. */
@NullMarked
package io.waymark.bench.process;

import org.jspecify.annotations.NullMarked;
