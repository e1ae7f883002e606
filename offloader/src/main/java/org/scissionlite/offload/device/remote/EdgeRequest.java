package org.scissionlite.offload.device.remote;

import org.scissionlite.protocol.ModelInferRequest;

/**
 * A request as one edge takes it.
 *
 * @param message what is sent
 * @param compressed whether gRPC compresses it, as the edge has no codec that would
 */
record EdgeRequest(ModelInferRequest message, boolean compressed) {}
