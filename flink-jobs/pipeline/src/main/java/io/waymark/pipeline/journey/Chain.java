package io.waymark.pipeline.journey;

import org.jspecify.annotations.Nullable;

/**
 * Things in the order in which they were added. Each brings its own link, so that adding, removing
 * and asking touch nothing but neighbours: a table of a hundred thousand would be looked up in
 * memory that is nowhere near.
 */
final class Chain<T> {
  /** The place of one thing in one chain. */
  static final class Link<T> {
    private final T of;
    private @Nullable Link<T> before;
    private @Nullable Link<T> after;
    private boolean linked;

    Link(T of) {
      this.of = of;
    }

    boolean isLinked() {
      return linked;
    }
  }

  private @Nullable Link<T> first;
  private @Nullable Link<T> last;

  /** Adds it as the last one, unless it is there. */
  boolean add(Link<T> link) {
    if (link.linked) {
      return false;
    }
    link.linked = true;
    link.before = last;
    if (last == null) {
      first = link;
    } else {
      last.after = link;
    }
    last = link;
    return true;
  }

  /** Takes it out; answers whether it was there. */
  boolean remove(Link<T> link) {
    if (!link.linked) {
      return false;
    }
    link.linked = false;
    if (link.before == null) {
      first = link.after;
    } else {
      link.before.after = link.after;
    }
    if (link.after == null) {
      last = link.before;
    } else {
      link.after.before = link.before;
    }
    link.before = null;
    link.after = null;
    return true;
  }

  /** The one that was added longest ago; null if there is none. */
  @Nullable T first() {
    return first == null ? null : first.of;
  }

  /** The one that was added after it. */
  @Nullable T after(Link<T> link) {
    return link.after == null ? null : link.after.of;
  }
}
