/**
 * Stage 1 of 8 - model: an ONNX file or an architecture of the zoo in, model graph out.
 *
 * <p>A {@link org.scissionlite.model.ModelGraph} is an immutable value: every edit returns a new
 * one, checked when it is made. Every shape in it is concrete; the batch size is bound when a model
 * is read.
 */
package org.scissionlite.model;
