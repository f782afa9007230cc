package io.waymark.console.access.oidc;

import io.waymark.console.access.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of somebody, as a role here. Who has none of the values has no role.
 *
 * @param claim of the ID token; its name, or names from the outside in with dots between: {@code
 *     realm_access.roles}
 * @param roles by value of the claim, as it is written
 */
public record RoleMapping(String claim, Map<String, Role> roles) {
  public RoleMapping {
    roles = Map.copyOf(roles);
  }

  /** The highest of those that the claims give. */
  public Optional<Role> of(Map<String, Object> claims) {
    return values(claims.containsKey(claim) ? claims.get(claim) : within(claims)).stream()
        .filter(String.class::isInstance)
        .map(roles::get)
        .filter(role -> role != null)
        .max(Role::compareTo);
  }

  private @Nullable Object within(Map<String, Object> claims) {
    Object at = claims;
    for (String name : claim.split("\\.", -1)) {
      at = at instanceof Map<?, ?> inner ? inner.get(name) : null;
    }
    return at;
  }

  private static Collection<?> values(@Nullable Object claim) {
    return claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
  }
}
