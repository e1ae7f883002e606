/**
 * Stage 1 of 8 - model, its types: a graph in, the types of all its tensors and the values of those
 * that are constant out.
 */
package org.scissionlite.onnx.inference;
