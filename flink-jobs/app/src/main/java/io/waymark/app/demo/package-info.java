/** Everything on one machine: a broker, Flink, a shop with customers, and what is noticed. */
@NullMarked
package io.waymark.app.demo;

import org.jspecify.annotations.NullMarked;
