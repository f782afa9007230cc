@NullMarked
package io.waymark.app.work;

import org.jspecify.annotations.NullMarked;
