package org.scissionlite.transfer;

/**
 * How transform coding is fitted.
 *
 * @param tile the longest side of a tile; 1 for no cosine transform
 * @param weighted whether errors are weighted by what they do to the model's answer, where the
 *     samples know that
 */
public record TransformOptions(int tile, boolean weighted) {}
