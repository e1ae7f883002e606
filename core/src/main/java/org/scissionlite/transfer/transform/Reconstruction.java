package org.scissionlite.transfer.transform;

import org.scissionlite.model.Tensor;

/**
 * The value of a quantised coefficient: level * step + sign(level) * offset, which is the mean of
 * the values that were rounded to the level.
 *
 * @param steps of each coefficient of a tile, [C,1,h,1,w]
 * @param offsets likewise; negative for most, as small values are more frequent than large ones
 */
record Reconstruction(Tensor steps, Tensor offsets) {}
