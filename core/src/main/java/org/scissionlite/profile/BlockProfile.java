package org.scissionlite.profile;

/**
 * One block on one system.
 *
 * @param index from 0
 * @param firstLayer its first layer's number
 * @param lastLayer its last layer's number, inclusive
 * @param name the layer at its end
 * @param outputBytes bytes of what leaves the block, uncompressed
 * @param execution time to run it
 */
public record BlockProfile(
    int index, int firstLayer, int lastLayer, String name, long outputBytes, Timing execution) {}
