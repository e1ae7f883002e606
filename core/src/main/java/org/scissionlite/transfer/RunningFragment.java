package org.scissionlite.transfer;

import java.util.Map;
import java.util.Optional;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;

/** Half a transfer layer in an engine; one without operators passes its input on. */
public final class RunningFragment implements AutoCloseable {
  private final Fragment fragment;
  private final Optional<Session> session;

  /** A fragment that runs on so many threads of an engine until it is closed. */
  public RunningFragment(Engine engine, int threads, Fragment fragment) {
    this.fragment = fragment;
    session =
        fragment.isIdentity()
            ? Optional.empty()
            : Optional.of(engine.open(fragment.graph(), threads));
  }

  /** What it makes of a tensor of its input's type. */
  public Tensor run(Tensor input) {
    return session
        .map(
            running ->
                running.run(Map.of(fragment.input().name(), input)).get(fragment.output().name()))
        .orElse(input);
  }

  @Override
  public void close() {
    session.ifPresent(Session::close);
  }
}
