package org.scissionlite.offload.metrics;

import java.util.function.IntSupplier;

/**
 * What an edge has to do at the moment.
 *
 * @param waiting requests that wait for their turn
 * @param running requests that are being executed
 * @param models models in service
 */
public record EdgeLoad(IntSupplier waiting, IntSupplier running, IntSupplier models) {}
