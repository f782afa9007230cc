/** Who is no customer. */
@NullMarked
package io.waymark.app.screening;

import org.jspecify.annotations.NullMarked;
