/** The rule catalogue as the jobs take it: published documents in, rules out. */
@NullMarked
package io.waymark.app.rules;

import org.jspecify.annotations.NullMarked;
