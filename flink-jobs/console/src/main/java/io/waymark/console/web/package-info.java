/** The store over HTTP. */
@NullMarked
package io.waymark.console.web;

import org.jspecify.annotations.NullMarked;
