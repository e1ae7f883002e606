/** Stage 8 of 8 - offload, the edge: slices that answer several requests in one run. */
package org.scissionlite.onnx.batch;
