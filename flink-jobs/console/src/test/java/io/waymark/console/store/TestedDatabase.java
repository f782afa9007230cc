package io.waymark.console.store;

/** A database that the store is tested on. */
interface TestedDatabase {
  /** An empty database, the same at each call within a test. */
  DatabaseAddress address();

  /** Takes away what a test before has left. */
  default void empty() {}
}
