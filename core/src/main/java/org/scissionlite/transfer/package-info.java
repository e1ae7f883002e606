/**
 * Stage 5 of 8 - transfer: model graph, cut and transfer layer in, model graph with the transfer
 * layer in it out (the paper's Inserter).
 *
 * <p>A {@link org.scissionlite.transfer.TransferLayer} is chosen by its spec, fitted to what
 * crosses the cut, and inserted: DeviceTL before the wire, EdgeTL behind it, both standard ONNX
 * operators. A {@link org.scissionlite.transfer.Codec} turns the wire tensor into bytes.
 */
package org.scissionlite.transfer;
