/** The rule language: YAML catalogues with CEL expressions, read into the rules of the domain. */
@NullMarked
package io.waymark.catalogue;

import org.jspecify.annotations.NullMarked;
