/**
 * Stage 5 of 8 - transfer: model graph, cut and transfer layer in, model graph with the transfer
 * layer in it out (the paper's Inserter).
 *
 * <p>A {@link org.scissionlite.transfer.TransferLayer} is chosen by its spec, fitted to what
 * crosses the cut, and inserted: DeviceTL before the wire, EdgeTL behind it, both standard ONNX
 * operators. This package is the port; the kinds stand in packages of their own, and {@code spec}
 * lists them.
 */
package org.scissionlite.transfer;
