package org.scissionlite.offload.observe;

import java.util.List;

/** Is told of each request for a model, once, just before its caller has the answer or refusal. */
@FunctionalInterface
public interface EdgeObserver {
  /** Nobody looks. */
  EdgeObserver NONE = report -> {};

  /** Called on the threads of the edge, several at a time: it must be quick and throw nothing. */
  void ended(RequestReport report);

  /** Tells several. */
  static EdgeObserver all(List<EdgeObserver> observers) {
    List<EdgeObserver> each = List.copyOf(observers);
    return report -> each.forEach(observer -> observer.ended(report));
  }
}
