/**
 * Stage 6 of 8 - training: model with a transfer layer in it and images in, trained weights and
 * report out (the paper's Trainer), on libtorch.
 */
package org.scissionlite.trainer;
