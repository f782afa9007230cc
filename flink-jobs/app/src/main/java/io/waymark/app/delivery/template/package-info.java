/** Texts and bodies with places for values, which customers may have chosen. */
@NullMarked
package io.waymark.app.delivery.template;

import org.jspecify.annotations.NullMarked;
