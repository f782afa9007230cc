package io.waymark.app.cluster;

/** The cluster could not do as asked; the message says why and what to do. */
public final class ClusterFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public ClusterFailed(String message) {
    super(message);
  }

  public ClusterFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
