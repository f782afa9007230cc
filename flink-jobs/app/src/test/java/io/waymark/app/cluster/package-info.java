@NullMarked
package io.waymark.app.cluster;

import org.jspecify.annotations.NullMarked;
