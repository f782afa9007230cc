/** The published rules: their records, which of them are in force, how operators hold them. */
@NullMarked
package io.waymark.pipeline.rules;

import org.jspecify.annotations.NullMarked;
