package org.scissionlite.bundle;

import java.util.List;
import java.util.Map;
import org.scissionlite.engine.BoundRun;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.Dial;

/**
 * A device slice that is told the step of its dial: whoever runs it gives the model's inputs alone.
 */
public final class DialledSession extends ForwardingSession {
  private final List<TensorSpec> settings;
  private int step;

  private DialledSession(Session session, List<TensorSpec> settings) {
    super(session);
    this.settings = settings;
  }

  /** A slice as it is, or with its dial at the finest step, if it has one. */
  static Session of(Session session) {
    List<TensorSpec> settings = Dial.among(session.inputs());
    return settings.isEmpty() ? session : new DialledSession(session, settings);
  }

  /** Turns the dial of a slice, which has one, to a step of its ladder; 0 is the finest. */
  public void step(int number) {
    step = number;
  }

  /** The inputs without those that are told the step. */
  @Override
  public List<TensorSpec> inputs() {
    return super.inputs().stream().filter(each -> !settings.contains(each)).toList();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return super.run(told(inputs));
  }

  @Override
  public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    super.run(told(inputs), outputs);
  }

  /** The step may be another one in each run. */
  @Override
  public BoundRun bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    return () -> run(inputs, outputs);
  }

  private Map<String, Tensor> told(Map<String, Tensor> inputs) {
    return Dial.told(settings, inputs, step);
  }
}
