/** A small language for stories about rules: events, rules and the signals they should lead to. */
@NullMarked
package io.waymark.domain;

import org.jspecify.annotations.NullMarked;
