/** Who may see and do what. */
@NullMarked
package io.waymark.console.access;

import org.jspecify.annotations.NullMarked;
