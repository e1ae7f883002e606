/** Stage 6 of 8 - training, its losses: what a training makes small, as numbers with gradients. */
package org.scissionlite.trainer.loss;
