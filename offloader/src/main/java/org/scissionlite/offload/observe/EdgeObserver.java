package org.scissionlite.offload.observe;

import java.util.List;

/** Is told of each request for a model, and of each run. */
@FunctionalInterface
public interface EdgeObserver {
  /** Nobody looks. */
  EdgeObserver NONE = report -> {};

  /**
   * A request has ended; told once, just before its caller has the answer or refusal. Called on the
   * threads of the edge, several at a time: it must be quick and throw nothing.
   */
  void ended(RequestReport report);

  /**
   * A run of a model has ended; as quick.
   *
   * @param requests that it answers
   * @param nanos that it took
   */
  default void ran(String model, int requests, long nanos) {}

  /** Tells several. */
  static EdgeObserver all(List<EdgeObserver> observers) {
    List<EdgeObserver> each = List.copyOf(observers);
    return new EdgeObserver() {
      @Override
      public void ended(RequestReport report) {
        each.forEach(observer -> observer.ended(report));
      }

      @Override
      public void ran(String model, int requests, long nanos) {
        each.forEach(observer -> observer.ran(model, requests, nanos));
      }
    };
  }
}
