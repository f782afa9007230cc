@NullMarked
package io.waymark.domain.kpi;

import org.jspecify.annotations.NullMarked;
