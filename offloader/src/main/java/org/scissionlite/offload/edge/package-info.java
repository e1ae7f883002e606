/**
 * Stage 8 of 8 - offload, the edge: bundle and requests in, outputs of the edge slice out.
 *
 * <p>{@link org.scissionlite.offload.edge.EdgeServer} serves every scenario of a bundle as a model
 * of the Open Inference Protocol over gRPC.
 */
package org.scissionlite.offload.edge;
