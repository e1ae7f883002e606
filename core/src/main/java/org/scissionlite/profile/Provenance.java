package org.scissionlite.profile;

/**
 * How a profile was measured.
 *
 * @param engine name, version and provider of the inference engine
 * @param threads of the engine
 * @param cpu the processor's name
 * @param cores how many the machine offers
 * @param os name, version and architecture
 * @param java the Java runtime's version
 * @param measuredAt UTC, ISO 8601
 * @param warmup runs before the measured ones
 * @param repeats measured runs of each part
 * @param slowdown factor by which times were multiplied to emulate a slower system; 1 when nothing
 *     is emulated
 */
public record Provenance(
    String engine,
    int threads,
    String cpu,
    int cores,
    String os,
    String java,
    String measuredAt,
    int warmup,
    int repeats,
    double slowdown) {}
