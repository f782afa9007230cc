/**
 * A simulated shop with a contact centre: customers browse, buy, wait in queues and answer surveys;
 * some of them meet friction, and every friction they meet is labelled.
 */
@NullMarked
package io.waymark.app.simulate;

import org.jspecify.annotations.NullMarked;
