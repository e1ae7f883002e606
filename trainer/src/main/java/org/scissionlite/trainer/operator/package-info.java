/**
 * Stage 6 of 8 - training: one ONNX node and its inputs in, libtorch tensors out.
 *
 * <p>One class for each family of operators; {@link org.scissionlite.trainer.operator.Operators} is
 * the table of all. Every operator is differentiable where the operation is; rounding passes the
 * gradient straight through.
 */
package org.scissionlite.trainer.operator;
