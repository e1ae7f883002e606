package org.scissionlite.benchmarks.experiment;

/**
 * The machine of the run.
 *
 * @param cpu its name
 * @param cores how many
 * @param os name and version
 * @param java version
 * @param densenet169Millis processor time that DenseNet169 takes on one core, by which profiles are
 *     slowed down
 * @param heldFactor how many times as much it takes under a quota; quotas are that much larger
 */
public record MachineFacts(
    String cpu, int cores, String os, String java, double densenet169Millis, double heldFactor) {}
