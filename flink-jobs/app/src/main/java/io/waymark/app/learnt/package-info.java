/** What was learnt of places, in files. */
@NullMarked
package io.waymark.app.learnt;

import org.jspecify.annotations.NullMarked;
