package org.scissionlite.offload.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers some of the calls. */
@FunctionalInterface
public interface Route {
  /**
   * Answers a call, on a thread of the network: it must not wait. Cancelled when the caller has
   * gone.
   *
   * @return empty if this is not for it
   */
  Optional<CompletableFuture<HttpAnswer>> answer(HttpCall call);

  /** Something that can be read at one path, such as "metrics". */
  static Route reading(String path, Function<HttpCall, HttpAnswer> answer) {
    return call ->
        call.isFor(path)
            ? Optional.of(
                CompletableFuture.completedFuture(
                    call.isRead()
                        ? answer.apply(call)
                        : HttpAnswer.wrongMethod(call.method(), "GET")))
            : Optional.empty();
  }

  /** The first that answers. */
  static Route firstOf(List<Route> routes) {
    List<Route> all = List.copyOf(routes);
    return call ->
        all.stream().map(route -> route.answer(call)).flatMap(Optional::stream).findFirst();
  }
}
