/** The jobs: their options, and what each composes of topics and topologies. */
@NullMarked
package io.waymark.app.job;

import org.jspecify.annotations.NullMarked;
