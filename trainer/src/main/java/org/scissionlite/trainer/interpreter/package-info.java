/**
 * Stage 6 of 8 - training: a model graph in, its forward pass on libtorch out.
 *
 * <p>{@link org.scissionlite.trainer.interpreter.TorchModel} holds the initializers in native
 * memory and runs the nodes one after another, for any batch size.
 */
package org.scissionlite.trainer.interpreter;
