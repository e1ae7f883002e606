/**
 * Stage 6 of 8 - training, its examples: images or tensors in, inputs of a model in a fixed order
 * out.
 */
package org.scissionlite.training.examples;
