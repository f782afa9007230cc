/** The page that operations keep open: what the topics say, in a database, over HTTP. */
@NullMarked
package io.waymark.console;

import org.jspecify.annotations.NullMarked;
