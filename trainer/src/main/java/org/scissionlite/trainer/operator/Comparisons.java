package org.scissionlite.trainer.operator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Comparisons, logic and the choice between two tensors. */
final class Comparisons {
  private Comparisons() {}

  static Map<String, Operator> operators() {
    Map<String, Operator> table = new HashMap<>();
    table.put("Equal", binary((a, b) -> torch.eq(a, b)));
    table.put("Greater", binary((a, b) -> torch.gt(a, b)));
    table.put("GreaterOrEqual", binary((a, b) -> torch.ge(a, b)));
    table.put("Less", binary((a, b) -> torch.lt(a, b)));
    table.put("LessOrEqual", binary((a, b) -> torch.le(a, b)));
    table.put("And", binary(torch::logical_and));
    table.put("Or", binary(torch::logical_or));
    table.put("Xor", binary(torch::logical_xor));
    table.put("Not", Operator.single(call -> torch.logical_not(call.in(0))));
    table.put("Where", Operator.single(call -> torch.where(call.in(0), call.in(1), call.in(2))));
    return table;
  }

  private static Operator binary(BinaryOperator<Tensor> function) {
    return Operator.single(call -> function.apply(call.in(0), call.in(1)));
  }
}
