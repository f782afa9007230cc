/** Logging in at an organisation's identity provider, by OpenID Connect. */
@NullMarked
package io.waymark.console.access.oidc;

import org.jspecify.annotations.NullMarked;
