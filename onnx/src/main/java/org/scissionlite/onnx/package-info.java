/**
 * Stage 1 of 8 - model: an ONNX file in, model graph out; and the engine on ONNX Runtime, for
 * stages 3 to 8.
 *
 * <p>{@link org.scissionlite.onnx.OnnxReader} reads, {@link org.scissionlite.onnx.OnnxWriter}
 * writes, {@link org.scissionlite.onnx.OrtEngine} runs.
 */
package org.scissionlite.onnx;
