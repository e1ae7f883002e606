/**
 * Stages 1 and 7 of 8 - model, bundle: model graph in, ONNX file out, with large weights in a file
 * beside it.
 */
package org.scissionlite.onnx.write;
