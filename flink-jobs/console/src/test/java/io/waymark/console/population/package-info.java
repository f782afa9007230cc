/** A store as full as a shop fills it, and what is asked of it. */
package io.waymark.console.population;
