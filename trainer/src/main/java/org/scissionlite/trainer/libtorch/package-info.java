/**
 * Stage 6 of 8 - training: host tensors in, libtorch tensors out, and back.
 *
 * <p>The only place that knows how libtorch is loaded, which devices it has and how memory moves
 * between the Java heap and native memory.
 */
package org.scissionlite.trainer.libtorch;
