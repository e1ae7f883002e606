package org.scissionlite.offload.edge.registry;

/**
 * Where the edge's time for one request went, in nanoseconds.
 *
 * @param queue waiting for its turns
 * @param decode from the message to the edge slice's inputs
 * @param execute in the edge slice; of a run with others all of it
 */
public record EdgeTimes(long queue, long decode, long execute) {}
