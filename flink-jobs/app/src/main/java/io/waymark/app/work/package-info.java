/** Folders on this machine that commands work in. */
@NullMarked
package io.waymark.app.work;

import org.jspecify.annotations.NullMarked;
