package org.scissionlite.zoo;

import java.util.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.Session;
import org.scissionlite.model.*;
import org.scissionlite.onnx.OrtEngine;

class RunsTest {
  @ParameterizedTest
  @ValueSource(strings = {"resnet50","resnet50v2","densenet121","nasnetmobile","inception_v3","mobilenetv2","xception"})
  void run(String name) {
    ModelGraph graph = Zoo.build(name);
    List<TensorSpec> outs = new ArrayList<>();
    for (Node n : graph.nodes()) if (n.operator().equals("BatchNormalization")) outs.add(graph.spec(n.name()));
    for (Node n : graph.nodes()) if (n.operator().equals("GlobalAveragePool")||n.operator().equals("Gemm")) { outs.add(graph.spec(n.inputs().get(0))); outs.add(graph.spec(n.name())); }
    Map<String,TensorSpec> uniq = new LinkedHashMap<>(); outs.forEach(o -> uniq.put(o.name(), o));
    graph = graph.with(graph.inputs(), List.copyOf(uniq.values()), graph.nodes());
    try (Session session = new OrtEngine().open(graph, 2)) {
      Map<String,Tensor> a = session.run(Map.of("input", image(graph, 1)));
      StringBuilder sb = new StringBuilder("STAT " + name);
      int i = 0;
      for (String o : uniq.keySet()) {
        float[] v = a.get(o).toFloats();
        double m = 0, p = 0; for (float f : v) { m += f; p += f * f; }
        if (i++ % Math.max(1, uniq.size() / 30) == 0 || i > uniq.size() - 5) sb.append(String.format(" %s m=%.2f p=%.2f;", o, m / v.length, p / v.length));
      }
      System.out.println(sb);
    }
  }

  private static Tensor image(ModelGraph graph, long seed) {
    Shape shape = graph.inputs().get(0).shape();
    float[] values = new float[(int) shape.elements()];
    java.util.Random random = new java.util.Random(seed);
    for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
    return Tensor.ofFloats(shape, values);
  }
}
