/**
 * Stage 6 of 8 - training: model with a transfer layer in it and images in, trained weights and
 * report out (the paper's Trainer).
 *
 * <p>The module trainer implements it on libtorch.
 */
package org.scissionlite.training;
