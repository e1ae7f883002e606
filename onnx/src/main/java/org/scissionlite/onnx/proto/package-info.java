/**
 * Shared by reading and writing (stages 1 and 7 of 8): tensors, attributes and types from and to
 * ONNX messages.
 */
package org.scissionlite.onnx.proto;
