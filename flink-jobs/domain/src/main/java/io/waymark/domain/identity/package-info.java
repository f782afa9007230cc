/** Who is meant by an id: links between devices and customers, and ids that mean nobody. */
@NullMarked
package io.waymark.domain.identity;

import org.jspecify.annotations.NullMarked;
