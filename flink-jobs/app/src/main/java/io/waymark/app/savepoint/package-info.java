/** Savepoints, read without a cluster: what they hold, and whether a release takes it over. */
@NullMarked
package io.waymark.app.savepoint;

import org.jspecify.annotations.NullMarked;
