/** Runs a job: in this process or on a cluster, from its newest checkpoint. */
@NullMarked
package io.waymark.app.run;

import org.jspecify.annotations.NullMarked;
