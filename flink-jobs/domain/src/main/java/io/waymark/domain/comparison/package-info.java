/** What two rules have noticed of the same customers, side by side. */
@NullMarked
package io.waymark.domain.comparison;

import org.jspecify.annotations.NullMarked;
