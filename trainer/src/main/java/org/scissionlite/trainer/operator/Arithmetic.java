package org.scissionlite.trainer.operator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Arithmetic of tensors, broadcast as ONNX and libtorch both do. */
final class Arithmetic {
  private Arithmetic() {}

  static Map<String, Operator> operators() {
    Map<String, Operator> table = new HashMap<>();
    table.put("Add", fold(Tensor::add));
    table.put("Sub", fold(Tensor::sub));
    table.put("Mul", fold(Tensor::mul));
    table.put("Div", fold(Arithmetic::divide));
    table.put("Pow", fold((base, power) -> torch.pow(base, power)));
    table.put("Min", fold((a, b) -> torch.minimum(a, b)));
    table.put("Max", fold((a, b) -> torch.maximum(a, b)));
    table.put("Sum", fold(Tensor::add));
    table.put("Mean", Operator.single(Arithmetic::mean));
    table.put("Mod", Operator.single(Arithmetic::modulo));
    table.put("Neg", unary(torch::neg));
    table.put("Abs", unary(torch::abs));
    table.put("Sqrt", unary(torch::sqrt));
    table.put("Exp", unary(torch::exp));
    table.put("Log", unary(torch::log));
    table.put("Sin", unary(torch::sin));
    table.put("Cos", unary(torch::cos));
    table.put("Reciprocal", unary(torch::reciprocal));
    table.put("Sign", unary(torch::sign));
    table.put("Floor", step(torch::floor));
    table.put("Ceil", step(torch::ceil));
    table.put("Round", step(torch::round));
    return table;
  }

  private static Operator unary(UnaryOperator<Tensor> function) {
    return Operator.single(call -> function.apply(call.in(0)));
  }

  private static Operator step(UnaryOperator<Tensor> function) {
    return Operator.single(call -> StraightThrough.of(call.in(0), function));
  }

  private static Operator fold(BinaryOperator<Tensor> function) {
    return Operator.single(call -> total(call, function));
  }

  private static Tensor total(Call call, BinaryOperator<Tensor> function) {
    Tensor total = call.in(0);
    for (int i = 1; i < call.inputs().size(); i++) {
      total = function.apply(total, call.in(i));
    }
    return total;
  }

  private static Tensor mean(Call call) {
    return total(call, Tensor::add).div(new Scalar((double) call.inputs().size()));
  }

  /** ONNX divides integers as C does, towards zero. */
  private static Tensor divide(Tensor a, Tensor b) {
    return a.is_floating_point() || b.is_floating_point()
        ? a.div(b)
        : torch.div(a, b, new StringViewOptional("trunc"));
  }

  private static Tensor modulo(Call call) {
    boolean signOfDividend = call.node().intAttribute("fmod", 0) != 0;
    return signOfDividend
        ? torch.fmod(call.in(0), call.in(1))
        : torch.remainder(call.in(0), call.in(1));
  }
}
