/** Stage 1 of 8 - model, its opset: a graph of opset 7 to 16 in, the same graph in opset 17 out. */
package org.scissionlite.onnx.opset;
