/** The process that sends the canary's probes, and sees whether they are noticed. */
@NullMarked
package io.waymark.app.canary;

import org.jspecify.annotations.NullMarked;
