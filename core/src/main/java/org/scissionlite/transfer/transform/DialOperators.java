package org.scissionlite.transfer.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.Dial;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.FragmentBuilder;

/**
 * The operators of transform coding where the step is a number: what differs from step to step
 * stands in tables, whose entry the number names. The wire tensor is the coefficients one behind
 * the other, and the number behind them: [1,K*H*W+1].
 *
 * @param operators that all steps have in common
 * @param steps the finest first
 */
record DialOperators(TransformOperators operators, List<StepFit> steps) {
  DialOperators {
    steps = List.copyOf(steps);
  }

  /** DeviceTL: reads the map, and the number of the step. */
  Fragment encoder() {
    TensorSpec cut = operators.cut();
    TensorSpec step = Dial.setting(cut.name());
    ElementType wireType = steps.get(0).layer().wire().elementType();
    FragmentBuilder chain = new FragmentBuilder(cut, cut.name() + "/DeviceTL/");
    operators.analysedRows(chain);
    String rows = chain.current();
    Tensor scales = stacked(each -> Tensor.ofFloats(operators.tileShape(), each.scales()));
    chain.setting(step).entry("scales", scales, step.name());
    String factors = chain.current();
    operators.scaledRows(chain.from(rows), factors).levelsWithoutBranches(wireType);
    chain.cast("coefficients", wireType).reshape("inOrder", -1, operators.coefficients());
    String coefficients = chain.current();
    chain.from(step.name()).cast("number", wireType).reshape("last", -1, 1);
    String number = chain.current();
    return chain
        .from(coefficients)
        .followedBy("sent", number)
        .build(wireType, Shape.of(1, operators.coefficients() + 1));
  }

  /** EdgeTL up to the activation. */
  FragmentBuilder decoder(TensorSpec wire) {
    FragmentBuilder chain = new FragmentBuilder(wire, operators.cut().name() + "/EdgeTL/");
    part(chain, "last", operators.coefficients(), operators.coefficients() + 1)
        .cast("number", ElementType.INT64)
        .reshape("step", 1);
    String step = chain.current();
    String worth = entry(chain, "worth", stacked(each -> each.values().steps()), step);
    String offset = entry(chain, "offset", stacked(each -> each.values().offsets()), step);
    String scale = entry(chain, "scale", stacked(this::scales), step);
    String mean = entry(chain, "mean", stacked(this::means), step);
    part(chain.from(wire.name()), "coefficients", 0, operators.coefficients())
        .cast("levels", ElementType.FLOAT32);
    operators.tileShaped(chain);
    String levels = chain.current();
    chain.then("signs", "Sign").times("offsets", offset);
    String offsets = chain.current();
    chain.from(levels).times("steps", worth).plus("values", offsets);
    operators.restored(chain);
    return chain.times("scaled", scale).plus("map", mean);
  }

  private static String entry(FragmentBuilder chain, String name, Tensor table, String step) {
    return chain.entry(name, table, step).current();
  }

  private static FragmentBuilder part(FragmentBuilder chain, String name, int from, int to) {
    return chain.then(name, "Slice", Tensor.vector(from), Tensor.vector(to), Tensor.vector(1));
  }

  private Tensor scales(StepFit step) {
    return channels(c -> step.correction().scale(c));
  }

  private Tensor means(StepFit step) {
    float[] mean = operators.basis().mean();
    return channels(c -> mean[c] + step.correction().offset(c));
  }

  private interface OfChannel {
    float value(int channel);
  }

  private Tensor channels(OfChannel of) {
    float[] values = new float[operators.basis().channels()];
    IntStream.range(0, values.length).forEach(c -> values[c] = of.value(c));
    return Tensor.ofFloats(Shape.of(values.length, 1, 1), values);
  }

  /** The tensors of all steps, one behind the other along a new first dimension. */
  private Tensor stacked(Function<StepFit, Tensor> of) {
    List<Tensor> each = steps.stream().map(of).toList();
    List<Integer> dims = new ArrayList<>(each.get(0).shape().dims());
    dims.add(0, each.size());
    int elements = Math.toIntExact(each.get(0).shape().elements());
    float[] values = new float[each.size() * elements];
    for (int i = 0; i < each.size(); i++) {
      each.get(i).floats().get(values, i * elements, elements);
    }
    return Tensor.ofFloats(new Shape(dims), values);
  }
}
