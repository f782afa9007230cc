/** What became dead letters: reading it, and sending it back to where it came from. */
@NullMarked
package io.waymark.app.letters;

import org.jspecify.annotations.NullMarked;
