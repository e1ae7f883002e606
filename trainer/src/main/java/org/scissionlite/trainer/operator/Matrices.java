package org.scissionlite.trainer.operator;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Matrix products. */
final class Matrices {
  private Matrices() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "MatMul", Operator.single(call -> torch.matmul(call.in(0), call.in(1))),
        "Gemm", Operator.single(Matrices::gemm));
  }

  /** alpha * A * B + beta * C, where A and B may be transposed and C is broadcast. */
  private static Tensor gemm(Call call) {
    Tensor a = transposed(call, 0, "transA");
    Tensor b = transposed(call, 1, "transB");
    float alpha = call.node().floatAttribute("alpha", 1);
    float beta = call.node().floatAttribute("beta", 1);
    Tensor product = torch.matmul(a, b);
    Tensor scaled = alpha == 1 ? product : product.mul(new Scalar((double) alpha));
    return call.optional(2)
        .map(c -> beta == 1 ? c : c.mul(new Scalar((double) beta)))
        .map(scaled::add)
        .orElse(scaled);
  }

  private static Tensor transposed(Call call, int input, String attribute) {
    Tensor matrix = call.in(input);
    return call.node().intAttribute(attribute, 0) != 0 ? matrix.transpose(0, 1) : matrix;
  }
}
