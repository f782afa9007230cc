@NullMarked
package io.waymark.domain.rule;

import org.jspecify.annotations.NullMarked;
