package org.scissionlite.offload.edge.registry;

/**
 * How each edge slice is opened.
 *
 * @param parallel how many sessions of it, one for each request that may run at a time
 * @param threads how many threads one operator may use
 */
public record SessionOptions(int parallel, int threads) {}
