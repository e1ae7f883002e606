package org.scissionlite.benchmarks.experiment;

/**
 * The machine of the run.
 *
 * @param cpu its name
 * @param cores how many
 * @param os name and version
 * @param java version
 * @param densenet169Millis what DenseNet169 takes on one core, by which quotas are set
 */
public record MachineFacts(
    String cpu, int cores, String os, String java, double densenet169Millis) {}
