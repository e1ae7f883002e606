/**
 * Stage 1 of 8 - model: the name of an architecture in, model graph out.
 *
 * <p>The 18 networks of the paper, built layer for layer like the Keras models, with seeded random
 * weights, a segmenter and a detector: they serve latency measurements and training from scratch,
 * and recognise nothing as they are.
 */
package org.scissionlite.zoo;
