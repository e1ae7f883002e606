package org.scissionlite.benchmarks.experiment;

/**
 * What the planner says of a contender.
 *
 * @param contender which
 * @param cut after which layer; "-" where the device answers alone
 * @param transferLayer its spec; "-" where nothing is sent
 * @param millis the whole latency
 * @param deviceMillis layers and encoder on the device
 * @param transferMillis on the network
 * @param edgeMillis decoder and layers on the edge
 * @param bytes sent for an image
 */
public record Predicted(
    Contender contender,
    String cut,
    String transferLayer,
    double millis,
    double deviceMillis,
    double transferMillis,
    double edgeMillis,
    long bytes) {}
