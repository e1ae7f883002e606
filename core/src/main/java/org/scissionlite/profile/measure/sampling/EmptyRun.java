package org.scissionlite.profile.measure.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** A run of a model that computes nothing: its outputs are its inputs. */
public final class EmptyRun implements Runnable, AutoCloseable {
  private final Session session;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();

  private EmptyRun(Session session) {
    this.session = session;
    session.inputs().forEach(spec -> inputs.put(spec.name(), Tensor.zeros(spec.type())));
    session.outputs().forEach(spec -> outputs.put(spec.name(), Tensor.zeros(spec.type())));
  }

  /**
   * Opens the model.
   *
   * @param shapes of its inputs, whatever their names
   * @throws org.scissionlite.error.ScissionLiteException if the engine cannot run it
   */
  public static EmptyRun open(Engine engine, int threads, List<TensorSpec> shapes) {
    return new EmptyRun(engine.open(graph(shapes), threads));
  }

  private static ModelGraph graph(List<TensorSpec> shapes) {
    List<TensorSpec> inputs = new ArrayList<>();
    List<TensorSpec> outputs = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      inputs.add(new TensorSpec("x" + i, shapes.get(i).type()));
      outputs.add(new TensorSpec("y" + i, shapes.get(i).type()));
      nodes.add(Node.of("y" + i, "Identity", List.of("x" + i), Map.of()));
    }
    return new ModelGraph("nothing", Map.of("", 17), inputs, outputs, nodes, Map.of(), Map.of());
  }

  @Override
  public void run() {
    session.run(inputs, outputs);
  }

  @Override
  public void close() {
    session.close();
  }
}
