/** The automata behind the patterns of the rule language, and what they keep between events. */
@NullMarked
package io.waymark.domain.pattern;

import org.jspecify.annotations.NullMarked;
