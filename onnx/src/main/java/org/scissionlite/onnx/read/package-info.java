/**
 * Stage 1 of 8 - model: an ONNX file in, model graph out.
 *
 * <p>{@link org.scissionlite.onnx.read.OnnxReader} checks the file, brings it to opset 17, binds
 * the batch, infers the shapes and folds the constants.
 */
package org.scissionlite.onnx.read;
