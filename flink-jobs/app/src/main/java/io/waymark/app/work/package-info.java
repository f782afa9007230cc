/** Folders that commands work in, and what to tell of files that they cannot write. */
@NullMarked
package io.waymark.app.work;

import org.jspecify.annotations.NullMarked;
