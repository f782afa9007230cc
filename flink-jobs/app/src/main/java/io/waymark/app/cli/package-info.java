/** The command line: one class a command. */
@NullMarked
package io.waymark.app.cli;

import org.jspecify.annotations.NullMarked;
